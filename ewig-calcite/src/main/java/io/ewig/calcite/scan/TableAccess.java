package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Request;
import io.ewig.engine.schema.Table;
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
    List<Said> said =
        request.conditions().stream()
            .map(condition -> new Said(condition, ColumnCondition.of(condition, builder)))
            .toList();
    List<ColumnCondition> conditions = said.stream().flatMap(one -> one.of.stream()).toList();
    Path path = Path.best(table, conditions, relation.estimateRows());
    List<RexNode> rest =
        said.stream().filter(one -> !one.isSeenToBy(path)).map(Said::condition).toList();
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

  /**
   * A condition with what it says about single columns.
   *
   * @param of each of these columns
   */
  private record Said(RexNode condition, List<ColumnCondition> of) {

    /** Whether it says just what a path looks up, and need not be looked at again. */
    boolean isSeenToBy(Path path) {
      return path.isPrimary() // others are not followed where a stretch of time is read
          && of.size() == 1
          && of.get(0).isExact()
          && path.equal().contains(of.get(0));
    }
  }
}
