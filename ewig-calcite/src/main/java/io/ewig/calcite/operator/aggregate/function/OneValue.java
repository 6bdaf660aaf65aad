package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/** ANY_VALUE: some value that is not null; SINGLE_VALUE: the value of the only row. */
final class OneValue implements Accumulator {

  private final int argument;
  private final boolean isSingle;
  private @Nullable Object value;
  private boolean isThere;

  OneValue(int argument, boolean isSingle) {
    this.argument = argument;
    this.isSingle = isSingle;
  }

  @Override
  public void add(@Nullable Object[] row) {
    if (isSingle && isThere) {
      throw new UserException(
          ErrorCode.NOT_ONE_ROW,
          "a subquery that stands for one value gives more than one row; add LIMIT 1, or an"
              + " aggregate");
    }
    if (value == null) {
      value = row[argument];
    }
    isThere = true;
  }

  @Override
  public @Nullable Object value() {
    return value;
  }
}
