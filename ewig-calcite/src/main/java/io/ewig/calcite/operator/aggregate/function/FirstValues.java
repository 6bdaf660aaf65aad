package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first values that come, up to a number of them. */
final class FirstValues implements Accumulator {

  private final int argument;
  private final int count;
  private final List<@Nullable Object> values = new ArrayList<>(1);

  FirstValues(int argument, int count) {
    this.argument = argument;
    this.count = count;
  }

  @Override
  public void add(@Nullable Object[] row) {
    if (values.size() < count) {
      values.add(row[argument]);
    }
  }

  @Override
  public @Nullable Object value() {
    return Collections.unmodifiableList(values);
  }
}
