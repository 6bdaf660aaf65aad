package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks the rows of the right side up by keys made of each row of the left. */
public final class LookupJoin implements Operator {

  private final Operator left;
  private final KeyedSource right;
  private final List<Expression> key;
  private final JoinType type;
  private final @Nullable Expression residual;
  private final Pairs pairs;

  /**
   * @param key of a left row; a null in it matches nothing
   * @param type neither RIGHT nor FULL
   * @param residual what else must be true of a pair
   */
  public LookupJoin(
      Operator left,
      KeyedSource right,
      List<Expression> key,
      JoinType type,
      @Nullable Expression residual,
      int leftWidth,
      int rightWidth) {
    if (type.keepsRight()) {
      throw new IllegalArgumentException("no lookup join is " + type);
    }
    this.left = left;
    this.right = right;
    this.key = List.copyOf(key);
    this.type = type;
    this.residual = residual;
    this.pairs = new Pairs(leftWidth, rightWidth);
  }

  @Override
  public Rows open(Execution execution) {
    return new RightRows(
        left.open(execution), row -> lookup(row, execution), type, residual, pairs, execution);
  }

  private Rows lookup(@Nullable Object[] row, Execution execution) {
    @Nullable Object[] values = new @Nullable Object[key.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = key.get(i).value(row, execution);
      if (values[i] == null) {
        return NoRows.INSTANCE;
      }
    }
    return right.lookup(values, execution);
  }

  @Override
  public String describe() {
    return "lookup join: " + type.text() + " in " + right.describe();
  }

  @Override
  public List<Operator> inputs() {
    return List.of(left);
  }
}
