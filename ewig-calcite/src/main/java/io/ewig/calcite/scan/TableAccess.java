package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Request;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Chooses how a table is read. */
final class TableAccess {

  private TableAccess() {}

  static Access of(TableRelation relation, Request request) {
    Table table = relation.table();
    RexBuilder builder = request.expressions().rexBuilder();
    List<ColumnCondition> conditions = new ArrayList<>();
    for (RexNode condition : request.conditions()) {
      conditions.addAll(ColumnCondition.of(condition, builder));
    }
    Path path = Path.best(table, conditions, relation.estimateRows());
    List<RexNode> rest = rest(request, path, builder);
    int[] columns =
        rest.isEmpty()
            ? request.columns().stream().mapToInt(Integer::intValue).toArray()
            : wanted(relation.columns().size(), request.columns(), rest);
    Probes probes = Probes.of(table, path, condition -> values(condition, request));
    Operator operator =
        new TableScanOperator(
            table, request.moment(), path, probes, new RowShape(table, columns), path.served());
    return new Access(operator, rest);
  }

  /** All columns, so that conditions find theirs; those that nobody wants are left out. */
  private static int[] wanted(int count, List<Integer> columns, List<RexNode> rest) {
    ImmutableBitSet wanted =
        RelOptUtil.InputFinder.bits(rest, null).union(ImmutableBitSet.of(columns));
    return IntStream.range(0, count).map(i -> wanted.get(i) ? i : RowShape.LEFT_OUT).toArray();
  }

  private static List<Expression> values(ColumnCondition condition, Request request) {
    return condition.values().stream().map(request.expressions()::compile).toList();
  }

  /** A condition that says just what the path looks up need not be looked at again. */
  private static List<RexNode> rest(Request request, Path path, RexBuilder builder) {
    List<RexNode> rest = new ArrayList<>();
    for (RexNode condition : request.conditions()) {
      List<ColumnCondition> said = ColumnCondition.of(condition, builder);
      boolean isSeenTo =
          path.isPrimary() // others are not followed where a stretch of time is read
              && said.size() == 1
              && said.get(0).isExact()
              && path.equal().contains(said.get(0));
      if (!isSeenTo) {
        rest.add(condition);
      }
    }
    return rest;
  }
}
