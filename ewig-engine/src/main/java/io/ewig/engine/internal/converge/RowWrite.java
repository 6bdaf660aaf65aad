package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/**
 * What one event did to a row, for some time.
 *
 * @param after the row as its writer left it; null: it took the row away
 * @param changed positions of the columns that it changed; null: it wrote the row as a whole
 * @param before what these held, where their laws ask for it
 * @param wins of a deletion: whether it takes away what its maker had not seen as well, as the
 *     table said where he made it
 */
public record RowWrite(
    Event event,
    long from,
    long to,
    @Nullable Row after,
    int @Nullable [] changed,
    @Nullable Row before,
    boolean wins) {

  /** Whether it changed one of some columns, given by position. */
  boolean touches(int[] positions) {
    int[] written = changed;
    if (written == null) {
      return true;
    }
    for (int one : written) {
      for (int other : positions) {
        if (one == other) {
          return true;
        }
      }
    }
    return false;
  }

  boolean holds(long validFrom, long validTo) {
    return from <= validFrom && validTo <= to;
  }
}
