package io.ewig.server.word;

import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.packed.Packed;
import io.ewig.jdbc.packed.PackedValues;
import io.ewig.jdbc.packed.WireOutput;
import io.ewig.jdbc.wire.Failure;
import io.ewig.server.session.SessionLimits;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Rows that go to a client together, packed as they are read; one thread. */
final class Frame {

  /** Looking at the clock costs about as much as a row. */
  private static final int ROWS_BETWEEN_LOOKS = 64;

  /** What a row or two take; most results are no longer. */
  private static final int ROOM_FIRST = 256;

  /** Frames of a result are alike, but not the same. */
  private static final int ROOM_MORE = 16;

  private final WireOutput packed;
  private final PackedValues values;
  private int count;
  private boolean isLast;
  private @Nullable Failure failure;

  /**
   * @param room for about so many bytes, such as the frame before had
   */
  Frame(int room) {
    packed = new WireOutput(Math.max(room + room / ROOM_MORE, ROOM_FIRST));
    values = new PackedValues(packed);
  }

  /** Why a frame takes no more rows for now. */
  enum Reason {
    /** It has as many as it may have. */
    FULL,
    /** What it has should not wait longer. */
    LATE,
    /** There are no more, or there is a failure instead of the next one. */
    OVER
  }

  /**
   * Takes more rows.
   *
   * @param rowsMax that it may have
   * @param isAwaited whether something else is more urgent
   * @param failing what is said of a failure
   */
  Reason fill(
      ResultRows rows,
      int rowsMax,
      SessionLimits limits,
      LongSupplier nanos,
      BooleanSupplier isAwaited,
      Function<SQLException, Failure> failing) {
    long end = nanos.getAsLong() + limits.frameTime().toNanos();
    try {
      while (!isOver()) {
        if (count >= rowsMax || packed.size() >= limits.frameBytesMax()) {
          return Reason.FULL;
        }
        if (!rows.next()) {
          isLast = true;
        } else {
          rows.give(values);
          count++;
          if (isAwaited.getAsBoolean()
              || (count % ROWS_BETWEEN_LOOKS == 0 && nanos.getAsLong() > end)) {
            return Reason.LATE;
          }
        }
      }
    } catch (SQLException e) {
      failure = failing.apply(e);
    }
    return Reason.OVER;
  }

  /** Says what comes instead of the next row. */
  void fail(Failure why) {
    failure = why;
  }

  boolean isOver() {
    return isLast || failure != null;
  }

  @Nullable Failure failure() {
    return failure;
  }

  int count() {
    return count;
  }

  int bytes() {
    return packed.size();
  }

  Packed packed() {
    return packed.packed();
  }
}
