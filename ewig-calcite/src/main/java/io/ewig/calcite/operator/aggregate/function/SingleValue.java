package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/** SINGLE_VALUE: the value of the only row. */
final class SingleValue implements Accumulator {

  private final int argument;
  private @Nullable Object value;
  private boolean isThere;

  SingleValue(int argument) {
    this.argument = argument;
  }

  @Override
  public void add(@Nullable Object[] row) {
    if (isThere) {
      throw new UserException(
          ErrorCode.NOT_ONE_ROW,
          "single_value is of one row, and there are more; say which one by WHERE, or say"
              + " any_value, min or max");
    }
    value = row[argument];
    isThere = true;
  }

  @Override
  public @Nullable Object value() {
    return value;
  }
}
