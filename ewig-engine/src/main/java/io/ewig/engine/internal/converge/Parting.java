package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import io.ewig.engine.value.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What two who had not seen each other wrote to one row, and of which only one came to count; there
 * until somebody who has seen both writes there again.
 *
 * @param position of the column; -1: it is about the row
 * @param rule the check that both together would break, else empty
 * @param base what it was before, where that is known
 * @param other what does not count: the value in its column, or the row
 * @param columns to write any of these settles it; null: whatever is written
 */
public record Parting(
    Kind kind,
    int position,
    String rule,
    @Nullable Row base,
    Row other,
    int @Nullable [] columns,
    List<Event> by) {

  /** What it is about. */
  public enum Kind {
    /** A column whose law does not decide. */
    CELL(0),
    /** Two rows under one key. */
    ROW(1),
    /** A check that the row would break with what both wrote. */
    CHECK(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** What stands for it in bytes; never changes. */
    public int code() {
      return code;
    }

    /** The one with a code. */
    public static Optional<Kind> of(int code) {
      return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }
  }

  /** The later of them. */
  Event last() {
    return by.get(by.size() - 1);
  }

  /** Whether a write settles it. */
  boolean isSettledBy(RowWrite write, Acquaintance who) {
    for (Event each : by) {
      if (!who.knows(write.event(), each)) {
        return false;
      }
    }
    return columns == null || write.touches(columns);
  }
}
