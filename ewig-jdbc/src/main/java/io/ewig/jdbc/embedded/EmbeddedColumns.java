package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.engine.column.TextVector;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.ValueSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an execution that come as columns: an object is made of a number or a text when somebody
 * wants one, and for a client none is. One thread.
 */
final class EmbeddedColumns implements ResultRows {

  private final RowShape shape;
  private final ColumnRows rows;
  private final long rowsMax;
  private final Cells[] cells;
  private long count;

  /**
   * @param rowsMax 0 for all
   */
  EmbeddedColumns(RowShape shape, ColumnRows rows, long rowsMax) {
    this.shape = shape;
    this.rows = rows;
    this.rowsMax = rowsMax;
    this.cells = shape.cells(rows);
  }

  @Override
  public List<ColumnInfo> columns() {
    return shape.columns();
  }

  @Override
  public boolean next() throws SQLException {
    if (rowsMax > 0 && count >= rowsMax) {
      return false;
    }
    boolean isThere;
    try {
      isThere = rows.advance();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw Errors.of(e);
    }
    count += isThere ? 1 : 0;
    return isThere;
  }

  @Override
  public @Nullable Object[] row() {
    @Nullable Object[] row = new @Nullable Object[cells.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(i);
    }
    return row;
  }

  @Override
  public @Nullable Object value(int column) {
    Cells of = cells[column];
    if (of == Cells.VALUE) {
      return shape.plain(rows.value(column), column);
    } else if (rows.isNull(column)) {
      return null;
    }
    return of == Cells.TEXT ? text(column) : number(of, rows.number(column));
  }

  private String text(int column) {
    TextVector texts = rows.texts(column);
    int from = texts.from()[rows.at()];
    int length = texts.to()[rows.at()] - from;
    return new String(texts.bytes(), from, length, StandardCharsets.UTF_8);
  }

  private static Object number(Cells of, long number) {
    return switch (of) {
      case TINYINT -> (byte) number;
      case SMALLINT -> (short) number;
      case INTEGER -> (int) number;
      case BOOLEAN -> number != 0;
      case DATE -> LocalDate.ofEpochDay(number);
      default -> number;
    };
  }

  @Override
  public boolean isNumber(int column) {
    return cells[column].isNumber();
  }

  @Override
  public boolean isNull(int column) {
    return cells[column] == Cells.VALUE ? rows.value(column) == null : rows.isNull(column);
  }

  @Override
  public long number(int column) {
    return rows.number(column);
  }

  @Override
  public void give(ValueSink to) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == Cells.VALUE) {
        to.value(shape.plain(rows.value(i), i));
      } else if (rows.isNull(i)) {
        to.none();
      } else if (cells[i] == Cells.TEXT) {
        TextVector texts = rows.texts(i);
        to.text(texts.bytes(), texts.from()[rows.at()], texts.to()[rows.at()]);
      } else {
        give(cells[i], rows.number(i), to);
      }
    }
  }

  private static void give(Cells of, long number, ValueSink to) {
    switch (of) {
      case TINYINT -> to.tinyint(number);
      case SMALLINT -> to.smallint(number);
      case INTEGER -> to.integer(number);
      case BOOLEAN -> to.flag(number != 0);
      case DATE -> to.day(number);
      default -> to.bigint(number);
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
