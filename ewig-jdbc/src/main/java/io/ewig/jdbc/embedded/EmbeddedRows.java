package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.type.JdbcType;
import io.ewig.calcite.type.PlainValues;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of an execution; one thread. */
final class EmbeddedRows implements ResultRows {

  private final List<ColumnInfo> columns;
  private final JdbcType[] types;
  private final Rows rows;
  private final long rowsMax;
  private long count;

  /**
   * @param rowsMax 0 for all
   */
  EmbeddedRows(List<ColumnInfo> columns, Answer.Result result, long rowsMax) {
    this.columns = columns;
    this.types = Shapes.jdbcTypes(result.columns());
    this.rows = result.rows();
    this.rowsMax = rowsMax;
  }

  @Override
  public List<ColumnInfo> columns() {
    return columns;
  }

  @Override
  public @Nullable Object @Nullable [] next() throws SQLException {
    if (rowsMax > 0 && count >= rowsMax) {
      return null;
    }
    @Nullable Object[] row = Errors.translating(rows::next);
    if (row == null) {
      return null;
    }
    count++;
    @Nullable Object[] plain = new @Nullable Object[row.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = PlainValues.plain(row[i], types[i]);
    }
    return plain;
  }

  @Override
  public void close() {
    rows.close();
  }
}
