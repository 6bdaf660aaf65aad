package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;

/** Runs the right side anew for each row of the left, which it can see. */
public final class CorrelatedJoin implements Operator {

  private final Operator left;
  private final Operator right;
  private final JoinType type;
  private final int correlation;
  private final Pairs pairs;

  /**
   * @param type neither RIGHT nor FULL
   * @param correlation by what number the right side asks for the row
   */
  public CorrelatedJoin(
      Operator left,
      Operator right,
      JoinType type,
      int correlation,
      int leftWidth,
      int rightWidth) {
    if (type.keepsRight()) {
      throw new IllegalArgumentException("no correlated join is " + type);
    }
    this.left = left;
    this.right = right;
    this.type = type;
    this.correlation = correlation;
    this.pairs = new Pairs(leftWidth, rightWidth);
  }

  @Override
  public Rows open(Execution execution) {
    return new RightRows(
        left.open(execution),
        row -> {
          execution.setOuter(correlation, row);
          return right.open(execution);
        },
        type,
        null,
        pairs,
        execution);
  }

  @Override
  public String describe() {
    return "correlated join: " + type.text();
  }

  @Override
  public List<Operator> inputs() {
    return List.of(left, right);
  }
}
