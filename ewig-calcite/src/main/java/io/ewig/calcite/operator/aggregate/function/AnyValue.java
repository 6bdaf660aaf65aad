package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import org.jspecify.annotations.Nullable;

/** ANY_VALUE: some value that is not null. */
final class AnyValue implements Accumulator {

  private final int argument;
  private @Nullable Object value;

  AnyValue(int argument) {
    this.argument = argument;
  }

  @Override
  public void add(@Nullable Object[] row) {
    if (value == null) {
      value = row[argument];
    }
  }

  @Override
  public @Nullable Object value() {
    return value;
  }
}
