package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.Rows;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of an execution; one thread. */
final class EmbeddedRows implements ResultRows {

  private final RowShape shape;
  private final Rows rows;
  private final long rowsMax;
  private long count;
  private @Nullable Object @Nullable [] row;

  /**
   * @param rowsMax 0 for all
   */
  EmbeddedRows(RowShape shape, Rows rows, long rowsMax) {
    this.shape = shape;
    this.rows = rows;
    this.rowsMax = rowsMax;
  }

  @Override
  public List<ColumnInfo> columns() {
    return shape.columns();
  }

  @Override
  public boolean next() throws SQLException {
    row = null;
    if (rowsMax > 0 && count >= rowsMax) {
      return false;
    }
    @Nullable Object[] next;
    try {
      next = rows.next();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw Errors.of(e);
    }
    if (next == null) {
      return false;
    }
    count++;
    row = shape.plain(next);
    return true;
  }

  @Override
  public @Nullable Object[] row() {
    return Objects.requireNonNull(row, "stands on no row");
  }

  @Override
  public void close() {
    rows.close();
  }
}
