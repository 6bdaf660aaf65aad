package io.ewig.calcite.plan.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Makes joins of what would be run once for each row of something else.
 *
 * <p>The conditions that know the other row become the condition of a join, where that comes to the
 * same. All else stays as it is, and is run once for each row: never wrong, at times slow.
 */
public final class Decorrelation extends RelHomogeneousShuttle {

  private Decorrelation() {}

  /** The same plan with joins. */
  public static RelNode of(RelNode plan) {
    return plan.accept(new Decorrelation());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node);
    if (inside instanceof Correlate correlate) {
      RelNode join = join(correlate);
      return join == null ? correlate : join;
    }
    return inside;
  }

  private static @Nullable RelNode join(Correlate correlate) {
    if (Volatile.isIn(correlate.getRight())) { // a join would compute it once for all rows
      return null;
    }
    PullUp pullUp = new PullUp(correlate.getCorrelationId(), correlate.getCluster());
    return switch (correlate.getJoinType()) {
      case INNER ->
          isExists(correlate.getRight()) ? semi(correlate, pullUp) : full(correlate, pullUp);
      case LEFT -> full(correlate, pullUp);
      default -> null;
    };
  }

  /** Whether all that matters is whether there are rows. */
  private static boolean isExists(RelNode right) {
    return right instanceof Aggregate aggregate
        && aggregate.getAggCallList().isEmpty()
        && aggregate.getGroupCount() == 1
        && aggregate.getInput() instanceof Project project
        && project.getProjects().stream().allMatch(RexLiteral.class::isInstance);
  }

  private static @Nullable RelNode semi(Correlate correlate, PullUp pullUp) {
    RelNode left = correlate.getLeft();
    Project project = (Project) correlate.getRight().getInput(0);
    Pulled pulled = pullUp.from(project.getInput());
    if (pulled == null || pulled.empty() != null) {
      return null;
    }
    RelNode join =
        LogicalJoin.create(
            left,
            pulled.rows(),
            List.of(),
            pullUp.joined(pulled.conditions(), left),
            Set.of(),
            JoinRelType.SEMI);
    List<RexNode> columns = Columns.own(join);
    columns.add(project.getProjects().get(0));
    return Columns.of(join, columns, correlate.getRowType().getFieldNames());
  }

  private static @Nullable RelNode full(Correlate correlate, PullUp pullUp) {
    Pulled pulled = pullUp.from(correlate.getRight());
    if (pulled == null) {
      return null;
    }
    RelNode left = correlate.getLeft();
    boolean isScalar = pulled.empty() != null;
    RelNode join =
        LogicalJoin.create(
            left,
            isScalar ? marked(pulled.rows()) : pulled.rows(),
            List.of(),
            pullUp.joined(pulled.conditions(), left),
            Set.of(),
            isScalar ? JoinRelType.LEFT : correlate.getJoinType());
    List<RexNode> columns =
        new ArrayList<>(Columns.own(join).subList(0, correlate.getRowType().getFieldCount()));
    if (pulled.empty() != null) {
      fillIn(columns, pulled.empty(), join, correlate);
    }
    return Columns.of(join, columns, correlate.getRowType().getFieldNames());
  }

  /** Rows with a last column by which a row that is there is known. */
  private static RelNode marked(RelNode rows) {
    List<RexNode> columns = Columns.own(rows);
    columns.add(rows.getCluster().getRexBuilder().makeLiteral(true));
    return Columns.unnamed(rows, columns);
  }

  /** Where no row was found, says what an aggregate of no rows comes to. */
  private static void fillIn(
      List<RexNode> columns, List<RexNode> empty, RelNode join, Correlate correlate) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    int mark = join.getRowType().getFieldCount() - 1;
    RexNode isFound =
        builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, builder.makeInputRef(join, mark));
    int first = columns.size() - empty.size();
    for (int i = 0; i < empty.size(); i++) {
      if (!RexUtil.isNullLiteral(empty.get(i), true)) {
        columns.set(
            first + i,
            builder.makeCall(
                correlate.getRowType().getFieldList().get(first + i).getType(),
                SqlStdOperatorTable.CASE,
                List.of(isFound, columns.get(first + i), empty.get(i))));
      }
    }
  }
}
