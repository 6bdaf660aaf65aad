package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a statement is to run. */
public final class Settings {

  private static final long MILLIS_PER_SECOND = 1_000;

  private final ResultKind kind;
  private final int holdability;
  private long rowsMax;
  private int fieldSizeMax;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private long timeoutMillis;
  private boolean isPoolable;
  private boolean isClosedOnCompletion;

  /** As the connection has it. */
  public Settings(ResultKind kind, int holdability, int fetchSize, long timeoutMillis) {
    this.kind = kind;
    this.holdability = holdability;
    this.fetchSize = fetchSize;
    this.timeoutMillis = timeoutMillis;
  }

  ResultKind kind() {
    return kind;
  }

  int holdability() {
    return holdability;
  }

  long rowsMax() {
    return rowsMax;
  }

  void setRowsMax(long rows) throws SQLException {
    rowsMax = notNegative(rows, "a number of rows");
  }

  int fieldSizeMax() {
    return fieldSizeMax;
  }

  void setFieldSizeMax(int size) throws SQLException {
    fieldSizeMax = (int) notNegative(size, "a size");
  }

  int fetchSize() {
    return fetchSize;
  }

  void setFetchSize(int rows) throws SQLException {
    fetchSize = (int) notNegative(rows, "a fetch size");
  }

  int fetchDirection() {
    return fetchDirection;
  }

  /** Only a hint for a statement: its results go forward all the same. */
  void setFetchDirection(int direction) throws SQLException {
    if (direction < ResultSet.FETCH_FORWARD || direction > ResultSet.FETCH_UNKNOWN) {
      throw SqlState.INVALID_ARGUMENT.error(direction + " is no fetch direction");
    }
    fetchDirection = direction;
  }

  long timeoutMillis() {
    return timeoutMillis;
  }

  /** Rounded up: 0 would say that there is no limit. */
  int timeoutSeconds() {
    return (int)
        Math.min(Integer.MAX_VALUE, (timeoutMillis + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND);
  }

  void setTimeoutSeconds(int seconds) throws SQLException {
    timeoutMillis = notNegative(seconds, "a timeout") * MILLIS_PER_SECOND;
  }

  boolean isPoolable() {
    return isPoolable;
  }

  void setPoolable(boolean poolable) {
    isPoolable = poolable;
  }

  boolean isClosedOnCompletion() {
    return isClosedOnCompletion;
  }

  void closeOnCompletion() {
    isClosedOnCompletion = true;
  }

  private static long notNegative(long number, String what) throws SQLException {
    if (number < 0) {
      throw SqlState.INVALID_ARGUMENT.error(what + " is 0 or more, but not " + number);
    }
    return number;
  }
}
