package io.ewig.jdbc.link;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;

/**
 * Several statements as one transaction: that which is under way, or one of their own where each
 * would be one.
 */
public final class Together {

  /** As often as a statement that is a transaction of its own is tried. */
  private static final int ATTEMPTS_MAX = 100;

  private Together() {}

  /** What the statements come to. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws SQLException;
  }

  /** All of it or nothing. */
  public static <T> T once(Link link, Work<T> work) throws SQLException {
    if (link.isInTransaction()) {
      return work.run();
    }
    link.setAutoCommit(false);
    T result;
    try {
      result = work.run();
      link.commit();
    } catch (SQLException | RuntimeException | Error e) {
      undo(link, e);
      throw e;
    }
    link.setAutoCommit(true);
    return result;
  }

  /**
   * Likewise; if it is a transaction of its own and somebody else was faster, it is done again,
   * since nobody has seen anything of it.
   *
   * @param work commits nothing by itself
   */
  public static <T> T untilNobodyIsFaster(Link link, Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(link, work);
      } catch (SQLException e) {
        boolean isWorthAnother = SqlState.CONFLICT.is(e) && attempt < ATTEMPTS_MAX;
        if (!isWorthAnother || link.isInTransaction()) {
          throw e;
        }
      }
    }
  }

  /** The first error is the one to know of; whatever it was, the link is as it was before. */
  private static void undo(Link link, Throwable error) {
    also(error, link::rollback);
    also(error, () -> link.setAutoCommit(true));
  }

  private interface Step {
    void run() throws SQLException;
  }

  private static void also(Throwable error, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException | Error e) {
      error.addSuppressed(e);
    }
  }
}
