package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Chooses how a table is read. */
final class TableAccess {

  /** Other kinds have values that are equal in SQL or sorted by rules of its own. */
  private static final Set<Kind> ORDERED =
      EnumSet.of(
          Kind.TINYINT,
          Kind.SMALLINT,
          Kind.INTEGER,
          Kind.BIGINT,
          Kind.VARCHAR,
          Kind.DATE,
          Kind.TIMESTAMP,
          Kind.TIMESTAMP_WITH_TIME_ZONE);

  private TableAccess() {}

  static Access of(TableRelation relation, Request request) {
    Table table = relation.table();
    List<Said> said = said(request);
    Path path = path(relation, said);
    List<RexNode> rest =
        said.stream().filter(one -> !one.isSeenToBy(path)).map(Said::condition).toList();
    int[] columns =
        rest.isEmpty()
            ? request.columns().stream().mapToInt(Integer::intValue).toArray()
            : wanted(relation.columns().size(), request.columns(), rest);
    Probes probes = Probes.of(table, path, condition -> values(condition, table, request));
    Operator operator =
        new TableScanOperator(
            table, request.moment(), path, probes, new RowShape(table, columns), path.served());
    return new Access(operator, rest);
  }

  /** Null where another index, or one key at a time, is read along. */
  static @Nullable VectorSource vectors(TableRelation relation, Request request) {
    Path path = path(relation, said(request));
    if (!path.isPrimary() || path.isUnique()) {
      return null;
    }
    Table table = relation.table();
    Probes probes = Probes.of(table, path, condition -> values(condition, table, request));
    return new TableVectors(table, request.moment(), path, probes);
  }

  /** The primary key, if rows are read along it and its keys sort as its values do in SQL. */
  static List<Integer> order(TableRelation relation, Request request) {
    Table table = relation.table();
    if (!path(relation, said(request)).isPrimary()) {
      return List.of();
    }
    List<Integer> order = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      if (!ORDERED.contains(table.columns().get(position).type().kind())) {
        break;
      }
      order.add(position);
    }
    return order;
  }

  private static List<Said> said(Request request) {
    RexBuilder builder = request.expressions().rexBuilder();
    return request.conditions().stream()
        .map(condition -> new Said(condition, ColumnCondition.of(condition, builder)))
        .toList();
  }

  private static Path path(TableRelation relation, List<Said> said) {
    List<ColumnCondition> conditions = said.stream().flatMap(one -> one.of.stream()).toList();
    return Path.best(relation.table(), conditions, relation.estimateRows());
  }

  /** All columns, so that conditions find theirs; those that nobody wants are left out. */
  private static int[] wanted(int count, List<Integer> columns, List<RexNode> rest) {
    ImmutableBitSet wanted =
        RelOptUtil.InputFinder.bits(rest, null).union(ImmutableBitSet.of(columns));
    return IntStream.range(0, count).map(i -> wanted.get(i) ? i : RowShape.LEFT_OUT).toArray();
  }

  /** Blanks that a CHAR is padded with do not count beside a VARCHAR; its keys know none. */
  private static List<Expression> values(ColumnCondition condition, Table table, Request request) {
    boolean isVarying = table.columns().get(condition.column()).type().kind() == Kind.VARCHAR;
    List<Expression> values = new ArrayList<>();
    for (RexNode value : condition.values()) {
      Expression known = request.expressions().compile(value);
      boolean isPadded =
          value.getType().getSqlTypeName() == SqlTypeName.CHAR && !(value instanceof RexLiteral);
      values.add(isVarying && isPadded ? Casts.withoutBlanks(known) : known);
    }
    return values;
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
