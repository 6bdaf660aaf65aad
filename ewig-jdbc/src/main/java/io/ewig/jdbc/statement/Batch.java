package io.ewig.jdbc.statement;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Together;
import io.ewig.jdbc.result.ListRows;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executions one after another, as one transaction if the connection commits by itself. */
final class Batch {

  /** One of them. */
  interface Step {
    Answer.Count run() throws SQLException;

    /** Whether what came before it stays, whatever becomes of the rest. */
    default boolean isCommit() {
      return false;
    }
  }

  private final Link link;
  private final boolean mayRepeat;
  private final List<@Nullable Object[]> keys = new ArrayList<>();
  private List<ColumnInfo> keyColumns = List.of();
  private int committed;

  /**
   * @param mayRepeat whether the steps commit nothing by themselves, and so can be done again as
   *     long as somebody else is faster
   */
  Batch(Link link, boolean mayRepeat) {
    this.link = link;
    this.mayRepeat = mayRepeat;
  }

  long[] run(List<Step> steps) throws SQLException {
    boolean isOwnTransaction = !link.isInTransaction();
    try {
      return mayRepeat
          ? Together.untilNobodyIsFaster(link, () -> each(steps))
          : Together.once(link, () -> each(steps));
    } catch (BatchUpdateException e) {
      throw told(e, isOwnTransaction, committed, steps.size());
    }
  }

  private long[] each(List<Step> steps) throws SQLException {
    long[] counts = new long[steps.size()];
    keys.clear();
    committed = 0;
    for (int i = 0; i < counts.length; i++) {
      try {
        Answer.Count answer = steps.get(i).run();
        counts[i] = answer.count();
        committed = steps.get(i).isCommit() ? i + 1 : committed;
        collect(answer.keys());
      } catch (SQLException e) {
        throw new BatchUpdateException(
            e.getMessage(), e.getSQLState(), e.getErrorCode(), Arrays.copyOf(counts, i), e);
      }
    }
    return counts;
  }

  /**
   * What is thrown: which one failed, and what has become of those before it. If the batch was a
   * transaction of its own, it was taken back, but for what it has committed itself.
   *
   * @param failed with the counts of those before
   * @param committed how many of them are written whatever came then
   */
  static BatchUpdateException told(
      BatchUpdateException failed, boolean isOwnTransaction, int committed, int size) {
    long[] done = failed.getLargeUpdateCounts();
    SQLException cause = failed.getCause() instanceof SQLException error ? error : failed;
    var told =
        new BatchUpdateException(
            "number "
                + (done.length + 1)
                + " of the batch failed"
                + (isOwnTransaction ? written(committed) : "")
                + ": "
                + cause.getMessage(),
            failed.getSQLState(),
            failed.getErrorCode(),
            isOwnTransaction ? noneBehind(committed, done, size) : done,
            cause);
    for (Throwable suppressed : failed.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }

  private static String written(int committed) {
    return committed == 0
        ? ", and nothing of it is written"
        : ", and nothing of it behind its COMMIT, which is number " + committed + ", is written";
  }

  private static long[] noneBehind(int committed, long[] done, int size) {
    long[] counts = new long[size];
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    System.arraycopy(done, 0, counts, 0, committed);
    return counts;
  }

  private void collect(@Nullable ResultRows written) throws SQLException {
    if (written == null) {
      return;
    }
    try (written) {
      keyColumns = written.columns();
      while (written.next()) {
        keys.add(written.row());
      }
    }
  }

  ResultRows keys() {
    return new ListRows(keyColumns, keys);
  }
}
