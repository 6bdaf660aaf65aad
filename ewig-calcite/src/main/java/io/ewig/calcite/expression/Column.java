package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import org.jspecify.annotations.Nullable;

/** A value of the row itself. */
public record Column(int index) implements Expression {

  @Override
  public @Nullable Object value(@Nullable Object[] row, Execution execution) {
    return row[index];
  }
}
