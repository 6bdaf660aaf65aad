package io.ewig.jdbc.result;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes the rows of a result where they come from; one thread. */
public interface RowEditor {

  /** Gives a parameter the value that a column is to get. */
  @FunctionalInterface
  interface Setter {
    void set(PreparedStatement to, int place) throws SQLException;
  }

  /**
   * Changes columns of a row.
   *
   * @param row as the result shows it
   * @param changes by number of the column, from 1
   * @return the row as it is then
   */
  @Nullable Object[] update(@Nullable Object[] row, Map<Integer, Setter> changes)
      throws SQLException;

  void insert(Map<Integer, Setter> values) throws SQLException;

  void delete(@Nullable Object[] row) throws SQLException;

  /** The row as it is now. */
  @Nullable Object[] refresh(@Nullable Object[] row) throws SQLException;

  /** Refuses a column that is none of the table's own. */
  void requireEditable(int column) throws SQLException;
}
