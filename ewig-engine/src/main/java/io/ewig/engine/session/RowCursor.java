package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.value.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Walks over rows; one thread. The row and all about it are of the one it stands on; asking for
 * them where it stands on none, before the first {@link #next} or after the last row, is refused.
 */
public interface RowCursor {

  boolean next();

  Row row();

  /**
   * Puts some of its values into an array without making a row of them.
   *
   * @param positions of columns that were wanted of the cursor, in the order of the array; where
   *     one is negative, the array stays as it is
   */
  void read(int[] positions, @Nullable Object[] to);

  /** The seq of the event that recorded it; says which commit, and on which line. */
  long seq();

  /** When it was recorded. */
  Instant systemTime();

  /**
   * When that was overwritten or taken away; null if it still counts, as far as was known when the
   * view was made. Looked up when asked for.
   */
  @Nullable Instant systemTo();

  /**
   * For how long the row is as it is: what was recorded of it, without what was later recorded
   * about a part of that time. Looked up when asked for.
   */
  ValidPeriod valid();
}
