package io.ewig.jdbc.result;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows that one can go back to, from 1; 0 is before them. One thread.
 *
 * <p>What they are read from is let go of at its end.
 */
final class ScrolledRows implements ResultRows {

  private final ResultRows rows;
  private final List<ColumnInfo> columns;
  private final RowArchive archive;
  private final long rowsMax;
  private boolean isAtEnd;
  private @Nullable SQLException failure; // what was read does not become all there is
  private long at;
  private @Nullable Object @Nullable [] row;

  /**
   * @param rowsMax 0 for all
   */
  ScrolledRows(ResultRows rows, long rowsMax, long memoryBytesMax) {
    this.rows = rows;
    this.columns = rows.columns();
    this.rowsMax = rowsMax;
    this.archive = new RowArchive(columns.size(), memoryBytesMax);
  }

  @Override
  public List<ColumnInfo> columns() {
    return columns;
  }

  /** The number of the row at hand; one more than there are, behind the last. */
  long at() {
    return at;
  }

  /** How many there are: reads them all. */
  long count() throws SQLException {
    has(Long.MAX_VALUE);
    return archive.count();
  }

  /** Whether there is a row of that number. */
  boolean has(long number) throws SQLException {
    while (archive.count() < number && !isAtEnd) {
      if (goOn()) {
        archive.add(rows.row());
      } else {
        isAtEnd = true;
        rows.close();
      }
    }
    return archive.count() >= number;
  }

  private boolean goOn() throws SQLException {
    if (failure != null) {
      throw failure;
    }
    try {
      return (rowsMax == 0 || archive.count() < rowsMax) && rows.next();
    } catch (SQLException e) {
      failure = e;
      throw e;
    }
  }

  /** Goes to a row, or behind the last one if there is none of that number. */
  boolean goTo(long number) throws SQLException {
    row = null;
    boolean isThere = number > 0 && has(number);
    row = isThere ? archive.row(number - 1) : null;
    at = isThere || number == 0 ? number : archive.count() + 1;
    return isThere;
  }

  @Override
  public boolean next() throws SQLException {
    return goTo(at + 1);
  }

  @Override
  public @Nullable Object[] row() {
    return Objects.requireNonNull(row, "stands on no row");
  }

  /** Ends the reading; who goes back still may. */
  @Override
  public void close() {
    rows.close();
    isAtEnd = true;
  }

  /** What was read is gone. */
  void forget() throws SQLException {
    row = null;
    archive.close();
  }
}
