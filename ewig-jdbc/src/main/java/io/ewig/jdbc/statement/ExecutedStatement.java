package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.error.Unwrapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What all statements have in common: settings and results, both of their execution. */
interface ExecutedStatement extends Statement, Unwrapping {

  Execution execution();

  @Override
  default @Nullable ResultSet getResultSet() throws SQLException {
    return execution().result();
  }

  @Override
  default int getUpdateCount() throws SQLException {
    return Counts.narrow(execution().count());
  }

  @Override
  default long getLargeUpdateCount() throws SQLException {
    return execution().count();
  }

  @Override
  default boolean getMoreResults() throws SQLException {
    return execution().moreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  default boolean getMoreResults(int todo) throws SQLException {
    return execution().moreResults(todo);
  }

  @Override
  default ResultSet getGeneratedKeys() throws SQLException {
    return execution().keys();
  }

  @Override
  default int getMaxRows() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, execution().settings().rowsMax());
  }

  @Override
  default void setMaxRows(int rows) throws SQLException {
    execution().settings().setRowsMax(rows);
  }

  @Override
  default long getLargeMaxRows() throws SQLException {
    return execution().settings().rowsMax();
  }

  @Override
  default void setLargeMaxRows(long rows) throws SQLException {
    execution().settings().setRowsMax(rows);
  }

  @Override
  default int getMaxFieldSize() throws SQLException {
    return execution().settings().fieldSizeMax();
  }

  @Override
  default void setMaxFieldSize(int size) throws SQLException {
    execution().settings().setFieldSizeMax(size);
  }

  @Override
  default int getFetchSize() throws SQLException {
    return execution().settings().fetchSize();
  }

  @Override
  default void setFetchSize(int rows) throws SQLException {
    execution().settings().setFetchSize(rows);
  }

  @Override
  default int getFetchDirection() throws SQLException {
    return execution().settings().fetchDirection();
  }

  @Override
  default void setFetchDirection(int direction) throws SQLException {
    execution().settings().setFetchDirection(direction);
  }

  @Override
  default int getQueryTimeout() throws SQLException {
    return execution().settings().timeoutSeconds();
  }

  @Override
  default void setQueryTimeout(int seconds) throws SQLException {
    execution().settings().setTimeoutSeconds(seconds);
  }

  @Override
  default boolean isPoolable() throws SQLException {
    return execution().settings().isPoolable();
  }

  @Override
  default void setPoolable(boolean poolable) throws SQLException {
    execution().settings().setPoolable(poolable);
  }

  @Override
  default boolean isCloseOnCompletion() throws SQLException {
    return execution().settings().isClosedOnCompletion();
  }

  @Override
  default void closeOnCompletion() throws SQLException {
    execution().settings().closeOnCompletion();
  }

  @Override
  default int getResultSetHoldability() throws SQLException {
    return execution().settings().holdability();
  }

  @Override
  default int getResultSetType() throws SQLException {
    return execution().settings().kind().type();
  }

  @Override
  default int getResultSetConcurrency() throws SQLException {
    return execution().settings().kind().isUpdatable()
        ? ResultSet.CONCUR_UPDATABLE
        : ResultSet.CONCUR_READ_ONLY;
  }

  /** Escapes are part of the grammar, so there is nothing to switch. */
  @Override
  default void setEscapeProcessing(boolean enable) throws SQLException {
    execution().requireOpen();
  }

  @Override
  default void setCursorName(String name) throws SQLException {
    execution().requireOpen();
    throw SqlState.UNSUPPORTED.error(
        "results have no cursor names; make the statement with CONCUR_UPDATABLE and use updateRow");
  }

  @Override
  default @Nullable SQLWarning getWarnings() throws SQLException {
    return execution().warnings();
  }

  @Override
  default void clearWarnings() throws SQLException {
    execution().setWarnings(null);
  }

  @Override
  default boolean isSimpleIdentifier(String identifier) throws SQLException {
    execution().requireOpen();
    return Identifiers.isSimple(identifier, execution().session().link());
  }

  @Override
  default String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
    execution().requireOpen();
    return Identifiers.quoted(identifier, alwaysQuote, execution().session().link());
  }

  @Override
  default Connection getConnection() throws SQLException {
    return execution().session().connection();
  }

  @Override
  default void cancel() throws SQLException {
    execution().cancel();
  }

  @Override
  default boolean isClosed() throws SQLException {
    return execution().isClosed();
  }

  @Override
  default void close() throws SQLException {
    execution().close();
  }
}
