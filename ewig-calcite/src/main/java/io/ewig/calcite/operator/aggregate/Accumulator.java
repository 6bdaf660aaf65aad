package io.ewig.calcite.operator.aggregate;

import org.jspecify.annotations.Nullable;

/** What an aggregate function has seen of one group so far; one thread. */
public interface Accumulator {

  void add(@Nullable Object[] row);

  /** The result for the rows so far; more may be added after. */
  @Nullable Object value();

  /** Whether {@link #remove} works, exactly. */
  default boolean canRemove() {
    return false;
  }

  /** Forgets a row that was added: a window has moved on. */
  default void remove(@Nullable Object[] row) {
    throw new UnsupportedOperationException();
  }
}
