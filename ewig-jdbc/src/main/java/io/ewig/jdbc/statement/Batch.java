package io.ewig.jdbc.statement;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
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
  }

  private final Link link;
  private final List<@Nullable Object[]> keys = new ArrayList<>();
  private List<ColumnInfo> keyColumns = List.of();

  Batch(Link link) {
    this.link = link;
  }

  long[] run(List<Step> steps) throws SQLException {
    if (!link.isAutoCommit()) {
      return each(steps);
    }
    link.setAutoCommit(false);
    long[] counts;
    try {
      counts = each(steps);
      link.commit();
    } catch (BatchUpdateException e) {
      undo(e);
      throw nothingOf(steps.size(), e);
    } catch (SQLException e) {
      undo(e);
      throw e;
    }
    link.setAutoCommit(true);
    return counts;
  }

  /** The first error is the one to know of. */
  private void undo(SQLException error) {
    try {
      link.rollback();
      link.setAutoCommit(true);
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
  }

  private long[] each(List<Step> steps) throws SQLException {
    long[] counts = new long[steps.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        Answer.Count answer = steps.get(i).run();
        counts[i] = answer.count();
        collect(answer.keys());
      } catch (SQLException e) {
        throw failed(e, i, Arrays.copyOf(counts, i));
      }
    }
    return counts;
  }

  private static BatchUpdateException failed(SQLException cause, int index, long[] counts) {
    return new BatchUpdateException(
        "number " + (index + 1) + " of the batch failed: " + cause.getMessage(),
        cause.getSQLState(),
        cause.getErrorCode(),
        counts,
        cause);
  }

  /**
   * What is thrown where the batch was a transaction of its own and was taken back: that some went
   * well before the one that failed is no longer so.
   *
   * @param failed with the counts of those before
   */
  static BatchUpdateException nothingOf(int size, BatchUpdateException failed) {
    long[] counts = new long[size];
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    SQLException cause = failed.getCause() instanceof SQLException error ? error : failed;
    var told =
        new BatchUpdateException(
            "number "
                + (failed.getLargeUpdateCounts().length + 1)
                + " of the batch failed, and nothing of it is written: "
                + cause.getMessage(),
            failed.getSQLState(),
            failed.getErrorCode(),
            counts,
            cause);
    for (Throwable suppressed : failed.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
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
