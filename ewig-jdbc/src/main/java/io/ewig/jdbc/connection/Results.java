package io.ewig.jdbc.connection;

import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.result.EwigResultSet;
import io.ewig.jdbc.result.ScrollingResultSet;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a connection that are open; any thread. What nobody can read any more, as it was
 * left with its statement and not closed, is closed when the next one is opened.
 */
final class Results {

  /** What a result that outlives its transaction may keep in memory. */
  private static final int KEPT_ROWS_MAX = 1_000_000;

  private final List<Open> open = new ArrayList<>();
  private final ReferenceQueue<EwigResultSet> left = new ReferenceQueue<>();

  /** One of them, and what has to be closed with it. */
  private static final class Open extends WeakReference<EwigResultSet> {

    private final ResultRows rows;

    /** One that scrolls has more to close than its rows. */
    private final @Nullable EwigResultSet scrolling;

    Open(
        EwigResultSet result,
        ResultRows rows,
        boolean isScrolling,
        ReferenceQueue<EwigResultSet> left) {
      super(result, left);
      this.rows = rows;
      this.scrolling = isScrolling ? result : null;
    }

    /** Null if nobody can read it any more. */
    @Nullable EwigResultSet result() {
      return scrolling == null ? get() : scrolling;
    }
  }

  void add(EwigResultSet result, ResultRows rows) {
    closeLeft();
    boolean isScrolling = result instanceof ScrollingResultSet;
    synchronized (open) {
      open.add(new Open(result, rows, isScrolling, left));
    }
  }

  private void closeLeft() {
    for (Reference<?> one = left.poll(); one != null; one = left.poll()) {
      closeLeft((Open) one);
    }
  }

  private void closeLeft(Open abandoned) {
    synchronized (open) {
      open.remove(abandoned);
    }
    abandoned.rows.close(); // more than once does no harm
  }

  /** The last to come is mostly the first to go. Does nothing if it is gone already. */
  void remove(EwigResultSet result) {
    synchronized (open) {
      for (int i = open.size() - 1; i >= 0; i--) {
        if (open.get(i).refersTo(result)) {
          open.remove(i);
          return;
        }
      }
    }
  }

  /** Those that somebody may read; the rest is closed. */
  private List<EwigResultSet> list() {
    List<Open> all;
    synchronized (open) {
      all = List.copyOf(open);
    }
    List<EwigResultSet> inUse = new ArrayList<>();
    for (Open one : all) {
      EwigResultSet result = one.result();
      if (result == null) {
        closeLeft(one);
      } else {
        inUse.add(result);
      }
    }
    return inUse;
  }

  /** Before a transaction ends: what it is read from will be gone. */
  void endTransaction() throws SQLException {
    for (EwigResultSet result : list()) {
      if (result.isClosed()) {
        remove(result);
      } else if (result.getHoldability() == ResultSet.HOLD_CURSORS_OVER_COMMIT) {
        result.keep(KEPT_ROWS_MAX);
      } else {
        result.close();
      }
    }
  }

  void closeAll() throws SQLException {
    for (EwigResultSet result : list()) {
      result.close();
    }
  }
}
