package io.ewig.jdbc.editing;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.result.EwigResultSet;
import io.ewig.jdbc.result.RowEditor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows of a result by statements about the table that they are of, in the transaction of
 * the connection; a row is known by its primary key. One thread.
 *
 * <p>What the table is, is found out when the first row is changed.
 */
public final class TableEditor implements RowEditor {

  private final Connection connection;
  private final String sql;
  private final List<ColumnInfo> columns;
  private @Nullable EditedTable known;

  /**
   * @param sql of the query
   * @param columns of its result
   */
  public TableEditor(Connection connection, String sql, List<ColumnInfo> columns) {
    this.connection = connection;
    this.sql = sql;
    this.columns = columns;
  }

  private EditedTable table() throws SQLException {
    EditedTable table = known;
    if (table == null) {
      table = EditedTable.of(connection, sql, columns);
      known = table;
    }
    return table;
  }

  @Override
  public void requireEditable(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw SqlState.UNKNOWN_COLUMN.error(
          "the result has no column " + column + "; its columns are 1 to " + columns.size());
    }
    EditedTable table = table();
    if (!table.own().contains(column - 1)) {
      throw SqlState.INVALID_CURSOR.error(
          "column "
              + column
              + " ("
              + columns.get(column - 1).label()
              + ") is computed, and so can't be set; set the columns of "
              + table.table());
    }
  }

  @Override
  public @Nullable Object[] update(@Nullable Object[] row, Map<Integer, Setter> changes)
      throws SQLException {
    String statement = table().update(List.copyOf(changes.keySet()));
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      int place = set(update, changes);
      setKey(update, place, row);
      return rowOf(update, row);
    }
  }

  @Override
  public void insert(Map<Integer, Setter> values) throws SQLException {
    String statement = table().insert(List.copyOf(values.keySet()));
    try (PreparedStatement insert = connection.prepareStatement(statement)) {
      set(insert, values);
      insert.executeUpdate();
    }
  }

  @Override
  public void delete(@Nullable Object[] row) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(table().delete())) {
      setKey(delete, 1, row);
      if (delete.executeUpdate() == 0) {
        throw gone();
      }
    }
  }

  @Override
  public @Nullable Object[] refresh(@Nullable Object[] row) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(table().select())) {
      setKey(select, 1, row);
      return rowOf(select, row);
    }
  }

  /** Gives the place of the next parameter. */
  private static int set(PreparedStatement statement, Map<Integer, Setter> values)
      throws SQLException {
    int place = 1;
    for (Setter setter : values.values()) {
      setter.set(statement, place++);
    }
    return place;
  }

  private void setKey(PreparedStatement statement, int first, @Nullable Object[] row)
      throws SQLException {
    int place = first;
    for (int key : table().keys()) {
      statement.setObject(place++, row[key]);
    }
  }

  /** The row with what the statement gives of the table's columns; the others stay. */
  private @Nullable Object[] rowOf(PreparedStatement statement, @Nullable Object[] row)
      throws SQLException {
    try (EwigResultSet found = (EwigResultSet) statement.executeQuery()) {
      if (!found.next()) {
        throw gone();
      }
      @Nullable Object[] fresh = row.clone();
      int column = 1;
      for (int place : table().own()) {
        fresh[place] = found.value(column++);
      }
      return fresh;
    }
  }

  private SQLException gone() throws SQLException {
    return SqlState.INVALID_CURSOR.error(
        "there is no such row in "
            + table().table()
            + " any more: it was deleted, or has got another key; read it again");
  }
}
