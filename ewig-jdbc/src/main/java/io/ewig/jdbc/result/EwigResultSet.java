package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.error.Unwrapping;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.SessionZone;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result, and where its reader stands. */
public final class EwigResultSet
    implements TypedRows, LabelledRows, ForwardOnlyRows, ReadOnlyRows, Unwrapping {

  private enum Place {
    BEFORE_FIRST,
    ON_ROW,
    AFTER_LAST
  }

  private final List<ColumnInfo> columns;
  private final Reading reading;
  private ResultRows rows;
  private Place place = Place.BEFORE_FIRST;
  private @Nullable Object @Nullable [] row;
  private @Nullable Object @Nullable [] ahead;
  private long rowNumber;
  private int fetchSize;
  private boolean wasNull;
  private boolean isExhausted;
  private boolean isClosed;

  public EwigResultSet(ResultRows rows, Reading reading) {
    this.rows = rows;
    this.reading = reading;
    this.columns = rows.columns();
    this.fetchSize = reading.fetchSize();
  }

  @Override
  public boolean next() throws SQLException {
    requireOpen();
    if (place == Place.AFTER_LAST) {
      return false;
    }
    row = takeNext();
    wasNull = false;
    if (row == null) {
      place = Place.AFTER_LAST;
      return false;
    }
    place = Place.ON_ROW;
    rowNumber++;
    return true;
  }

  private @Nullable Object @Nullable [] takeNext() throws SQLException {
    @Nullable Object @Nullable [] next = ahead;
    if (next != null) {
      ahead = null;
      return next;
    }
    if (isExhausted) {
      return null;
    }
    next = isLimitReached() ? null : rows.next();
    if (next == null) {
      isExhausted = true;
      rows.close();
    }
    return next;
  }

  private boolean isLimitReached() {
    return reading.rowsMax() > 0 && rowNumber >= reading.rowsMax();
  }

  private boolean hasNext() throws SQLException {
    if (ahead == null) {
      ahead = takeNext();
    }
    return ahead != null;
  }

  /**
   * Reads what is left into memory, because what it is read from will be gone.
   *
   * @param rowsMax more would fill the memory
   */
  public void keep(int rowsMax) throws SQLException {
    if (isClosed || isExhausted) {
      return;
    }
    List<@Nullable Object[]> kept = new ArrayList<>();
    for (@Nullable Object[] next = takeNext(); next != null; next = takeNext()) {
      if (kept.size() == rowsMax) {
        throw SqlState.LIMIT_EXCEEDED.error(
            "an open result that is to outlive its transaction has more than "
                + rowsMax
                + " rows left; read it before the commit, or close it");
      }
      kept.add(next);
      rowNumber++;
    }
    rowNumber -= kept.size();
    rows = new ListRows(columns, kept);
    isExhausted = false;
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      row = null;
      ahead = null;
      rows.close();
      reading.onClose().accept(this);
    }
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public @Nullable Object value(int column) throws SQLException {
    @Nullable Object[] present = row;
    if (present == null) {
      requireOpen();
      throw SqlState.INVALID_CURSOR.error(
          place == Place.BEFORE_FIRST
              ? "the result is before its first row; call next() first"
              : "the result is after its last row");
    }
    if (column < 1 || column > present.length) {
      throw noColumn(column);
    }
    Object value = present[column - 1];
    wasNull = value == null;
    return reading.fieldSizeMax() > 0 ? cut(value, reading.fieldSizeMax()) : value;
  }

  private static @Nullable Object cut(@Nullable Object value, int sizeMax) {
    if (value instanceof String text && text.length() > sizeMax) {
      return text.substring(0, sizeMax);
    }
    return value instanceof byte[] bytes && bytes.length > sizeMax
        ? Arrays.copyOf(bytes, sizeMax)
        : value;
  }

  @Override
  public ValueType type(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw noColumn(column);
    }
    return columns.get(column - 1).type();
  }

  @Override
  public SessionZone session() {
    return reading.session();
  }

  @Override
  public boolean wasNull() throws SQLException {
    requireOpen();
    return wasNull;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    requireOpen();
    return reading.labels().of(columns).number(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return new ResultColumns(columns, reading.catalog());
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    requireOpen();
    return place == Place.BEFORE_FIRST && hasNext();
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return place == Place.ON_ROW && rowNumber == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    requireOpen();
    return place == Place.ON_ROW && !hasNext();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return place == Place.AFTER_LAST && rowNumber > 0;
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    return place == Place.ON_ROW ? (int) Math.min(Integer.MAX_VALUE, rowNumber) : 0;
  }

  @Override
  public int getFetchSize() throws SQLException {
    requireOpen();
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rowCount) throws SQLException {
    requireOpen();
    if (rowCount < 0) {
      throw SqlState.INVALID_ARGUMENT.error("a fetch size is 0 or more, but not " + rowCount);
    }
    fetchSize = rowCount;
  }

  @Override
  public int getHoldability() throws SQLException {
    requireOpen();
    return reading.holdability();
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    requireOpen();
    return reading.statement();
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    requireOpen();
  }

  private void requireOpen() throws SQLException {
    if (isClosed) {
      Statement statement = reading.statement();
      throw statement != null && statement.getConnection().isClosed()
          ? SqlState.CLOSED.error("the connection is closed, and its results with it")
          : SqlState.OBJECT_CLOSED.error(
              "the result is closed: by close(), by its statement, or at the end of its"
                  + " transaction");
    }
  }

  private SQLException noColumn(int column) {
    return SqlState.UNKNOWN_COLUMN.error(
        "the result has no column " + column + "; its columns are 1 to " + columns.size());
  }
}
