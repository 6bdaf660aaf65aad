package io.ewig.jdbc.statement;

import io.ewig.jdbc.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Refuses the text that a statement which has one cannot take. */
interface WithoutText extends Statement {

  private static SQLException refusal() {
    return SqlState.INVALID_ARGUMENT.error(
        "a PreparedStatement has its text already; call the method without one, or use a Statement");
  }

  @Override
  default ResultSet executeQuery(String sql) throws SQLException {
    throw refusal();
  }

  @Override
  default void addBatch(String sql) throws SQLException {
    throw refusal();
  }

  @Override
  default boolean execute(String sql) throws SQLException {
    throw refusal();
  }

  @Override
  default boolean execute(String sql, int keys) throws SQLException {
    throw refusal();
  }

  @Override
  default boolean execute(String sql, int[] columns) throws SQLException {
    throw refusal();
  }

  @Override
  default boolean execute(String sql, String[] columns) throws SQLException {
    throw refusal();
  }

  @Override
  default int executeUpdate(String sql) throws SQLException {
    throw refusal();
  }

  @Override
  default int executeUpdate(String sql, int keys) throws SQLException {
    throw refusal();
  }

  @Override
  default int executeUpdate(String sql, int[] columns) throws SQLException {
    throw refusal();
  }

  @Override
  default int executeUpdate(String sql, String[] columns) throws SQLException {
    throw refusal();
  }

  @Override
  default long executeLargeUpdate(String sql) throws SQLException {
    throw refusal();
  }

  @Override
  default long executeLargeUpdate(String sql, int keys) throws SQLException {
    throw refusal();
  }

  @Override
  default long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    throw refusal();
  }

  @Override
  default long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    throw refusal();
  }
}
