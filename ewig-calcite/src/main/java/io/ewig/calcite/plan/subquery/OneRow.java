package io.ewig.calcite.plan.subquery;

import io.ewig.calcite.expression.collection.OnlyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A subquery for one value, computed as if it stood alone, and complaining where it stands.
 *
 * <p>Its rows are found for all outer rows at once, also for those that do not ask, so finding them
 * must not fail: that there are several, and what its column makes of the one there is, are
 * computed by the expression around it.
 */
final class OneRow {

  private final RexSubQuery subquery;
  private final Correlation row;
  private final RexBuilder builder;

  private OneRow(RexSubQuery subquery, Correlation row) {
    this.subquery = subquery;
    this.row = row;
    this.builder = row.builder();
  }

  /**
   * @param row what the subquery is computed for
   */
  static RexNode of(RexSubQuery subquery, Correlation row) {
    return subquery.getKind() == SqlKind.SCALAR_QUERY
        ? new OneRow(subquery, row).value()
        : subquery;
  }

  private RexNode value() {
    RelNode plan = subquery.rel;
    RexNode later = plan instanceof Project project ? later(project) : null;
    if (later != null && isOneRow(plan.getInput(0))) {
      return here(later);
    }
    boolean isSingle =
        Boolean.TRUE.equals(
            plan.getCluster().getMetadataQuery().areColumnsUnique(plan, ImmutableBitSet.of()));
    if (isSingle) {
      return subquery;
    }
    boolean isPlain = later instanceof RexInputRef || later instanceof RexLiteral;
    return later != null && !isPlain
        ? later(plan.getInput(0), later)
        : only(RelOptUtil.createProject(plan, List.of(0)));
  }

  /** The column of a subquery, if it may as well be computed later. */
  private static @Nullable RexNode later(Project project) {
    RexNode column = project.getProjects().get(0);
    boolean isPlain =
        !project.containsOver()
            && !FlatSubqueries.has(project.getProjects())
            && RexUtil.isDeterministic(column);
    return isPlain ? column : null;
  }

  private static boolean isOneRow(RelNode plan) {
    return plan instanceof Values values
        && values.getTuples().size() == 1
        && values.getTuples().get(0).stream().allMatch(RexLiteral.class::isInstance);
  }

  /** What the outer row is called within the subquery is the row itself here. */
  private RexNode here(RexNode expression) {
    Values values = (Values) subquery.rel.getInput(0);
    return builder.ensureType(
        subquery.getType(), moved(expression, values.getTuples().get(0)::get), true);
  }

  /**
   * An expression of the subquery where the subquery stands.
   *
   * @param fields gives what to say for a field of its rows
   */
  private RexNode moved(RexNode expression, IntFunction<RexNode> fields) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return fields.apply(ref.getIndex());
          }

          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && variable.id.equals(row.id())
                ? row.field(access.getField().getIndex())
                : super.visitFieldAccess(access);
          }
        });
  }

  /** The value of the first column of the only row. */
  private RexNode only(RelNode rows) {
    RelBuilder plans = RelFactories.LOGICAL_BUILDER.create(rows.getCluster(), null);
    plans.push(rows);
    plans.aggregate(plans.groupKey(), plans.aggregateCall(OnlyValue.FIRST_TWO, plans.field(0)));
    return builder.makeCall(OnlyValue.THE_ONE, RexSubQuery.scalar(plans.build()));
  }

  /** What an expression makes of the only row: finds what it needs there, and makes it here. */
  private RexNode later(RelNode rows, RexNode expression) {
    TreeMap<Integer, Integer> places = new TreeMap<>();
    List<RexNode> needed = new ArrayList<>();
    for (int field : RelOptUtil.InputFinder.bits(expression)) {
      places.put(field, needed.size());
      needed.add(builder.makeInputRef(rows, field));
    }
    needed.add(builder.makeLiteral(true)); // a record is there if its row is
    RexNode record = builder.makeCall(SqlStdOperatorTable.ROW, needed);
    RexNode found = only(Columns.unnamed(rows, List.of(record)));
    RexNode here =
        moved(expression, field -> builder.makeFieldAccess(found, places.getOrDefault(field, 0)));
    return builder.makeCall(
        subquery.getType(),
        SqlStdOperatorTable.CASE,
        List.of(
            builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, found),
            builder.ensureType(subquery.getType(), here, true),
            builder.makeNullLiteral(subquery.getType())));
  }
}
