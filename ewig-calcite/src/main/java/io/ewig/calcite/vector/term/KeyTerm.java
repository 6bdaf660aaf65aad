package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;
import org.jspecify.annotations.Nullable;

/** Something whose equal values are found; immutable, any thread. */
public interface KeyTerm {

  Numbering start(Execution execution);

  /** Numbers values in the order in which they come, from 0; one thread. */
  interface Numbering {

    /** The numbers of the values of rows; valid until it is asked again. */
    int[] of(Batch batch, Selection rows);

    /**
     * Puts the same numbers down as stretches, where these can be told without a look at each row.
     *
     * @param into is empty, and stays so if they can't
     * @return whether they can
     */
    default boolean stretch(Batch batch, Selection rows, Stretches into) {
      return false;
    }

    /**
     * Takes in the values of another, of the same term, which is used no more.
     *
     * @return the own number of each of them
     */
    int[] take(Numbering other);

    /** How many there are so far. */
    int count();

    /** What has a number. */
    @Nullable Object value(int number);

    /** About what it holds in memory. */
    long bytes();
  }
}
