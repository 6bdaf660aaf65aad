package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import org.jspecify.annotations.Nullable;

/** A question mark: the same value for every row of one execution. */
public record Parameter(int index) implements Expression {

  @Override
  public @Nullable Object value(@Nullable Object[] row, Execution execution) {
    return execution.parameter(index);
  }
}
