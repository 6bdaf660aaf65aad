package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Refuses every move but the one to the next row. */
interface ForwardOnlyRows extends ResultSet {

  @Override
  default int getType() throws SQLException {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  default int getFetchDirection() throws SQLException {
    return FETCH_FORWARD;
  }

  @Override
  default void setFetchDirection(int direction) throws SQLException {
    if (direction == FETCH_REVERSE || direction == FETCH_UNKNOWN) {
      throw Refusals.jump("another direction than FETCH_FORWARD");
    }
    if (direction != FETCH_FORWARD) {
      throw SqlState.INVALID_ARGUMENT.error(direction + " is no fetch direction");
    }
  }

  @Override
  default void beforeFirst() throws SQLException {
    throw Refusals.jump("beforeFirst");
  }

  @Override
  default void afterLast() throws SQLException {
    throw Refusals.jump("afterLast");
  }

  @Override
  default boolean first() throws SQLException {
    throw Refusals.jump("first");
  }

  @Override
  default boolean last() throws SQLException {
    throw Refusals.jump("last");
  }

  @Override
  default boolean absolute(int row) throws SQLException {
    throw Refusals.jump("absolute");
  }

  @Override
  default boolean relative(int rows) throws SQLException {
    throw Refusals.jump("relative");
  }

  @Override
  default boolean previous() throws SQLException {
    throw Refusals.jump("previous");
  }

  @Override
  default String getCursorName() throws SQLException {
    throw SqlState.UNSUPPORTED.error("results have no cursor names");
  }
}
