package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import org.jspecify.annotations.Nullable;

/** The same value for every row of every execution. */
public record Constant(@Nullable Object value) implements Expression {

  public static final Constant NULL = new Constant(null);

  @Override
  public @Nullable Object value(@Nullable Object[] row, Execution execution) {
    return value;
  }
}
