package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import org.jspecify.annotations.Nullable;

/** Computes a value from a row; immutable, any thread. */
@FunctionalInterface
public interface Expression {

  @Nullable Object value(@Nullable Object[] row, Execution execution);
}
