package io.ewig.calcite.plan.optimizer;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * What all branches of an OR ask is asked once: {@code (a AND b) OR (a AND c)} becomes {@code a AND
 * (b OR c)}.
 *
 * <p>Often that is what two tables are joined by, and unless it stands for itself, each row of one
 * is held against each of the other.
 */
final class SharedConditions extends RelHomogeneousShuttle {

  private SharedConditions() {}

  /** The same plan with such conditions. */
  static RelNode in(RelNode plan) {
    return plan.accept(new SharedConditions());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node);
    if (inside instanceof Filter filter) {
      RexNode condition = asked(filter, filter.getCondition());
      return filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    } else if (inside instanceof Join join) {
      RexNode condition = asked(join, join.getCondition());
      return join.copy(
          join.getTraitSet(),
          condition,
          join.getLeft(),
          join.getRight(),
          join.getJoinType(),
          join.isSemiJoinDone());
    }
    return inside;
  }

  private static RexNode asked(RelNode node, RexNode condition) {
    return RexUtil.isDeterministic(condition)
        ? RexUtil.pullFactors(node.getCluster().getRexBuilder(), condition)
        : condition;
  }
}
