package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;

/** Something of both sides that has to be equal; immutable, any thread. */
public interface JoinKey {

  /** No value: of a null that is equal to nothing, or one that is not among those known. */
  int NONE = -1;

  Index start(Execution execution);

  /** Values of the rows that are kept, by numbers from 0; filled by one thread, read by any. */
  interface Index {

    /** The numbers of rows' values, new ones for new values; valid until it is asked again. */
    int[] add(Batch batch, Selection rows);

    /** What finds them again; for one thread. */
    Finding find(Execution execution);

    /** About what it holds in memory. */
    long bytes();
  }

  /** Looks values of the other side up. */
  @FunctionalInterface
  interface Finding {

    /** The numbers of rows' values; valid until it is asked again. */
    int[] of(Batch batch, Selection rows);
  }
}
