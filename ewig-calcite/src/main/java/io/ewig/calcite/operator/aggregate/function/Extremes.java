package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.ValueOrder;
import org.jspecify.annotations.Nullable;

/** The value of one column where another, or the same, is the least or the greatest. */
final class Extremes implements Accumulator {

  private final int result;
  private final int argument;
  private final boolean isMax;
  private @Nullable Object extreme;
  private @Nullable Object value;

  Extremes(int result, int argument, boolean isMax) {
    this.result = result;
    this.argument = argument;
    this.isMax = isMax;
  }

  @Override
  public void add(@Nullable Object[] row) {
    Object candidate = row[argument];
    if (candidate == null) {
      return;
    }
    if (extreme != null) {
      int order = ValueOrder.compare(candidate, extreme);
      if (isMax ? order <= 0 : order >= 0) {
        return;
      }
    }
    extreme = candidate;
    value = row[result];
  }

  @Override
  public @Nullable Object value() {
    return value;
  }
}
