package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.Rows;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of an execution; one thread. */
final class EmbeddedRows implements ResultRows {

  private final RowShape shape;
  private final Rows rows;
  private final long rowsMax;
  private long count;

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
  public @Nullable Object @Nullable [] next() throws SQLException {
    if (rowsMax > 0 && count >= rowsMax) {
      return null;
    }
    @Nullable Object[] row;
    try {
      row = rows.next();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw Errors.of(e);
    }
    if (row == null) {
      return null;
    }
    count++;
    return shape.plain(row);
  }

  @Override
  public void close() {
    rows.close();
  }
}
