package io.ewig.calcite.vector.sort;

import io.ewig.calcite.operator.sort.BestRows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;

/** Drops rows that as many others come before as are wanted; one execution's, one thread. */
interface Bound {

  /**
   * Drops some; what is left is to be offered.
   *
   * @param best those that were offered before
   */
  void sift(Batch batch, Selection rows, BestRows best);

  /** Whether all rows of a batch could be dropped, as is known without looking at any. */
  default boolean isBeyond(Batch batch) {
    return false;
  }

  /** Whether a row, and all whose first key is worse than its, could be dropped. */
  default boolean isBeyond(Batch batch, int row) {
    return false;
  }
}
