package io.ewig.server.word;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.wire.Failure;
import io.ewig.jdbc.wire.Response;
import io.ewig.server.session.Forerun;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.SessionLimits;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to a client, a frame at a time. While the client reads one, the next one is
 * packed, if there is a place for that: one frame ahead and no more.
 *
 * <ul>
 *   <li>What was packed ahead is what would be packed when it is asked for: rows of the moment at
 *       which the statement was run.
 *   <li>A failure on the way stands behind the rows that were there before it.
 *   <li>A result that was stopped gives no rows any more, not those either that were packed ahead:
 *       its reader has skipped some.
 * </ul>
 */
final class Result implements AutoCloseable, Forerun {

  private static final Failure CANCELLED =
      new Failure("57014", 1201, "the statement was cancelled");

  private final ServerSession session;
  private final ResultRows rows;
  private final long execution;
  private final Stop stop;
  private final Refusal refusal;

  /** Given with the first frame that is not the last one. */
  private long number;

  private int rowsMax;
  private int room; // that the last frame took
  private @Nullable Frame ahead;

  /**
   * @param execution that the rows come of; it goes on until they are closed
   * @param stop of that execution
   */
  Result(ServerSession session, ResultRows rows, long execution, Stop stop, Refusal refusal) {
    this.session = session;
    this.rows = rows;
    this.execution = execution;
    this.stop = stop;
    this.refusal = refusal;
  }

  List<ColumnInfo> columns() {
    return rows.columns();
  }

  /**
   * The next rows; a result without more is closed. So is one whose rows cannot be given, for lack
   * of memory or because of a defect: they are lost, so there must be no next ones.
   *
   * @param wanted how many at most, but what is packed already counts as one; 0 for as many as a
   *     frame takes
   * @param mayGoOn whether the next ones may be packed when these are on their way
   */
  Response.Rows frame(int wanted, @Nullable List<ColumnInfo> columns, boolean mayGoOn)
      throws SQLException {
    boolean isGiven = false;
    try {
      Response.Rows next = next(wanted, columns, mayGoOn);
      isGiven = true;
      return next;
    } finally {
      if (!isGiven) {
        close();
      }
    }
  }

  private Response.Rows next(int wanted, @Nullable List<ColumnInfo> columns, boolean mayGoOn)
      throws SQLException {
    SessionLimits limits = session.limits();
    rowsMax = wanted == 0 ? limits.frameRowsMax() : Math.min(wanted, limits.frameRowsMax());
    Frame frame = takeAhead();
    Frame.Reason reason =
        frame.fill(rows, rowsMax, limits, session::nanos, () -> false, this::failure);
    room = frame.bytes();
    if (reason == Frame.Reason.OVER) {
      close();
      return new Response.Rows(columns, frame.count(), frame.packed(), 0, frame.failure());
    }
    long known = held();
    if (mayGoOn && reason == Frame.Reason.FULL) { // rows that are slow wait until they are wanted
      session.later(this);
    }
    return new Response.Rows(columns, frame.count(), frame.packed(), known, null);
  }

  private Failure failure(SQLException e) {
    return refusal.of(session.endedOr(e));
  }

  private Frame takeAhead() {
    Frame packed = ahead;
    if (packed == null) {
      return new Frame(room);
    }
    forget(packed);
    if (stop.isCalled() && packed.failure() == null) {
      Frame stopped = new Frame(0);
      stopped.fail(CANCELLED);
      return stopped;
    }
    return packed;
  }

  private void forget(Frame packed) {
    session.freed(packed.bytes());
    ahead = null;
  }

  private long held() throws SQLException {
    if (number == 0) {
      number = session.hold(this);
    }
    return number;
  }

  // ---- ahead

  @Override
  public long number() {
    return number;
  }

  @Override
  public long run(BooleanSupplier isAwaited) {
    if (ahead != null) {
      return 0;
    }
    Frame frame = new Frame(room);
    boolean isPacked = false;
    try {
      frame.fill(rows, rowsMax, session.limits(), session::nanos, isAwaited, this::failure);
      isPacked = true;
    } catch (RuntimeException e) {
      frame.fail(refusal.of(e));
      isPacked = true;
    } finally {
      if (!isPacked) { // rows that were read are lost, so there must be no next ones
        frame.fail(refusal.of(new IllegalStateException("rows were lost, see above")));
      }
      ahead = frame;
    }
    return frame.bytes();
  }

  @Override
  public void stop() {
    stop.call();
  }

  @Override
  public void close() {
    session.end(execution);
    rows.close();
    Frame packed = ahead;
    if (packed != null) {
      forget(packed);
    }
    if (number != 0) {
      long held = number;
      number = 0;
      session.drop(held);
    }
  }
}
