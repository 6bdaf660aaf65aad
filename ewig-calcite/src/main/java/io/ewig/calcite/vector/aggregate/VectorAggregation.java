package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import org.jspecify.annotations.Nullable;

/** A call of an aggregate function over columns: immutable, any thread. */
public interface VectorAggregation {

  Totals start(Execution execution);

  /** What it comes to for each group so far; one thread. */
  interface Totals {

    /**
     * @param groups of the rows
     * @param count how many groups there are now
     */
    void add(Batch batch, Selection rows, int[] groups, int count);

    /**
     * Adds what another of the same call came to, which is used no more.
     *
     * @param groups for each group of the other the own one
     * @param count how many groups there are now
     */
    void take(Totals other, int[] groups, int count);

    @Nullable Object value(int group);

    /** About what it holds in memory. */
    long bytes();
  }
}
