package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorSource.ColumnRange;
import org.jspecify.annotations.Nullable;

/** A condition: rows for which it does not hold are dropped; immutable, any thread. */
public interface Sieve {

  Sifting start(Execution execution);

  /** The range of a column that says all that the condition does, or null. */
  default @Nullable ColumnRange range(Execution execution) {
    return null;
  }

  /** One execution's; one thread. */
  @FunctionalInterface
  interface Sifting {
    void sift(Batch batch, Selection rows);
  }
}
