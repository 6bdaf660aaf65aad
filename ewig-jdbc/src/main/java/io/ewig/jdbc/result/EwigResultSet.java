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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result, and where its reader stands, who goes forward unless it scrolls. */
public sealed class EwigResultSet
    implements TypedRows, LabelledRows, ForwardOnlyRows, UpdatedRows, Unwrapping
    permits ScrollingResultSet {

  enum Place {
    BEFORE_FIRST,
    ON_ROW,
    AFTER_LAST
  }

  private final List<ColumnInfo> columns;
  private final Reading reading;
  private final @Nullable Edits edits; // null: read only
  private ResultRows rows;
  private Place place = Place.BEFORE_FIRST;
  private @Nullable Object @Nullable [] kept; // the row at hand, if the rows have gone on
  private boolean isAhead; // whether they have
  private boolean isReadable; // whether there is a row at hand
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
    RowEditor editor = reading.editor();
    this.edits = editor == null ? null : new Edits(editor, this);
  }

  @Override
  public boolean next() throws SQLException {
    requireOpen();
    if (place == Place.AFTER_LAST) {
      return false;
    }
    leave();
    isReadable = goOn();
    place = isReadable ? Place.ON_ROW : Place.AFTER_LAST;
    rowNumber += isReadable ? 1 : 0;
    return isReadable;
  }

  /** There is no row at hand until one has arrived somewhere. */
  final void leave() {
    kept = null;
    wasNull = false;
    isReadable = false;
    if (edits != null) {
      edits.left();
    }
  }

  final void arrive(Place there) {
    place = there;
    isReadable = there == Place.ON_ROW;
    if (edits != null && isReadable) {
      edits.arrived();
    }
  }

  private boolean goOn() throws SQLException {
    if (isAhead) {
      isAhead = false;
      return true;
    }
    if (isExhausted) {
      return false;
    }
    boolean isThere = !isLimitReached() && rows.next();
    if (!isThere) {
      isExhausted = true;
      rows.close();
    }
    return isThere;
  }

  private boolean isLimitReached() {
    return reading.rowsMax() > 0 && rowNumber >= reading.rowsMax();
  }

  private boolean hasNext() throws SQLException {
    if (!isAhead) {
      keepRow();
      isAhead = goOn();
    }
    return isAhead;
  }

  /** The rows are to go on, and the row at hand is to stay. */
  private void keepRow() {
    if (isReadable && kept == null) {
      kept = rows.row();
    }
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
    keepRow();
    List<@Nullable Object[]> left = new ArrayList<>();
    boolean isAll = false;
    try {
      readInto(left, rowsMax);
      isAll = true;
    } finally {
      rowNumber -= left.size();
      rows = isAll ? new ListRows(columns, left) : new PutBackRows(left, rows);
    }
    isExhausted = false;
  }

  private void readInto(List<@Nullable Object[]> left, int rowsMax) throws SQLException {
    while (goOn()) {
      left.add(rows.row());
      rowNumber++;
      if (left.size() > rowsMax) {
        throw SqlState.LIMIT_EXCEEDED.error(
            "an open result that is to outlive its transaction has more than "
                + rowsMax
                + " rows left; read it before the commit, or close it");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      isReadable = false;
      kept = null;
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
    requireColumn(column);
    @Nullable Object[] row = kept;
    Object value = row == null ? rows.value(column - 1) : row[column - 1];
    wasNull = value == null;
    return reading.cut(value);
  }

  private void requireColumn(int column) throws SQLException {
    if (!isReadable || (edits != null && edits.isInserting())) {
      throw unreadable();
    }
    if (column < 1 || column > columns.size()) {
      throw Refusals.column(column, columns.size());
    }
  }

  private SQLException unreadable() throws SQLException {
    requireOpen();
    SQLException edited = edits == null ? null : edits.unreadable();
    return edited != null
        ? edited
        : SqlState.INVALID_CURSOR.error(
            switch (place) {
              case BEFORE_FIRST -> "the result is before its first row; call next() first";
              case ON_ROW -> "the next row could not be read, as next() said";
              case AFTER_LAST -> "the result is after its last row";
            });
  }

  // ---- rows that are edited

  @Override
  public final Edits edits() throws SQLException {
    requireOpen();
    if (edits == null) {
      throw Refusals.update();
    }
    return edits;
  }

  @Override
  public int getConcurrency() throws SQLException {
    requireOpen();
    return edits == null ? CONCUR_READ_ONLY : CONCUR_UPDATABLE;
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    requireOpen();
    return edits != null && edits.isUpdated();
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    requireOpen();
    return edits != null && edits.isDeleted();
  }

  /** Rows that were inserted are not shown. */
  @Override
  public boolean rowInserted() throws SQLException {
    requireOpen();
    return false;
  }

  boolean scrolls() {
    return false;
  }

  /** The number of the row at hand. */
  long position() {
    return rowNumber;
  }

  /** The row at hand, whole. */
  final @Nullable Object[] rowAtHand() throws SQLException {
    if (!isReadable) {
      throw unreadable();
    }
    @Nullable Object[] row = kept;
    return row == null ? rows.row() : row;
  }

  /** Shows the row at hand as it has become; null if it is gone. */
  final void show(@Nullable Object @Nullable [] row) {
    kept = row;
    isReadable = row != null;
  }

  // ---- values

  /** Without an object for the number, if the rows have none. */
  @Override
  public long getLong(int column) throws SQLException {
    requireColumn(column);
    if (kept != null || !rows.isNumber(column - 1)) {
      return TypedRows.super.getLong(column);
    }
    wasNull = rows.isNull(column - 1);
    return wasNull ? 0 : rows.number(column - 1);
  }

  /** As {@link #getLong}; what does not fit is refused as everywhere. */
  @Override
  public int getInt(int column) throws SQLException {
    requireColumn(column);
    if (kept != null || !rows.isNumber(column - 1)) {
      return TypedRows.super.getInt(column);
    }
    long number = getLong(column);
    return number == (int) number ? (int) number : TypedRows.super.getInt(column);
  }

  @Override
  public ValueType type(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw Refusals.column(column, columns.size());
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

  final void requireOpen() throws SQLException {
    if (isClosed) {
      throw Refusals.closed(reading.statement());
    }
  }
}
