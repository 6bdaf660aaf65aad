package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins by equal columns: puts one side into a table, then looks the rows of the other up in it.
 *
 * <p>When memory has no room for the table both sides go to disk, divided by their keys, and are
 * joined part by part.
 */
public final class HashJoin implements Operator {

  private final Operator left;
  private final Operator right;
  private final Plan plan;

  /**
   * @param type of the join
   * @param residual what else must be true of a pair
   * @param isRightInTable else the left side is
   */
  public record Plan(
      JoinType type,
      JoinKeys keys,
      @Nullable Expression residual,
      int leftWidth,
      int rightWidth,
      boolean isRightInTable) {

    Pairs pairs() {
      return new Pairs(leftWidth, rightWidth);
    }

    /** Whether rows that are looked up are given though they have no match. */
    boolean keepsProbe() {
      return isRightInTable ? type.keepsLeft() || type == JoinType.ANTI : type.keepsRight();
    }

    /** Whether rows of the table are given after all pairs. */
    boolean givesTable() {
      return isRightInTable ? type.keepsRight() : type.keepsLeft() || type.isHalf();
    }

    /** Whether a row that is looked up is given at most once, and then alone. */
    boolean isProbeHalf() {
      return isRightInTable && type.isHalf();
    }
  }

  public HashJoin(Operator left, Operator right, Plan plan) {
    this.left = left;
    this.right = right;
    this.plan = plan;
  }

  @Override
  public Rows open(Execution execution) {
    return plan.isRightInTable
        ? new HashJoinRows(plan, right, left, execution)
        : new HashJoinRows(plan, left, right, execution);
  }

  @Override
  public String describe() {
    return "hash join: "
        + plan.type.text()
        + " on "
        + plan.keys
        + (plan.residual == null ? "" : " and a condition")
        + (plan.isRightInTable ? "" : ", left in table");
  }

  @Override
  public List<Operator> inputs() {
    return List.of(left, right);
  }
}
