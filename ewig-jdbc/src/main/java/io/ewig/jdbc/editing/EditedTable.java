package io.ewig.jdbc.editing;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.value.Texts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table, and where its columns are in a result.
 *
 * @param columns of the result
 * @param own positions of the table's own columns in it
 * @param keys those of the primary key
 */
record EditedTable(
    String schema, String name, List<ColumnInfo> columns, List<Integer> own, List<Integer> keys) {

  /**
   * @throws SQLException 24000 if it can't be told which row of which table a row of the result is
   */
  static EditedTable of(Connection connection, String sql, List<ColumnInfo> columns)
      throws SQLException {
    SelectedTable selected = SelectedTable.of(sql);
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (isOf(selected, columns.get(i))) {
        own.add(i);
      }
    }
    if (own.isEmpty()) {
      throw SelectedTable.refused("none of its columns is one of a table " + selected.name());
    }
    String schema = columns.get(own.get(0)).schema();
    List<Integer> keys = new ArrayList<>();
    try (ResultSet key = connection.getMetaData().getPrimaryKeys(null, schema, selected.name())) {
      while (key.next()) {
        keys.add(place(key.getString("COLUMN_NAME"), own, columns));
      }
    }
    if (keys.isEmpty()) {
      throw SelectedTable.refused(selected.name() + " has no primary key");
    }
    return new EditedTable(schema, selected.name(), columns, own, keys);
  }

  private static boolean isOf(SelectedTable selected, ColumnInfo column) {
    return column.table().equals(selected.name())
        && (selected.schema() == null || selected.schema().equals(column.schema()));
  }

  private static int place(String key, List<Integer> own, List<ColumnInfo> columns)
      throws SQLException {
    for (int place : own) {
      if (columns.get(place).name().equals(key)) {
        return place;
      }
    }
    throw SelectedTable.refused(
        "the column " + key + " of the primary key is not among its columns");
  }

  /**
   * @param change the numbers of columns, from 1
   */
  String update(List<Integer> change) {
    String set =
        change.stream()
            .map(column -> column(column - 1) + " = ?")
            .collect(Collectors.joining(", "));
    return "UPDATE " + table() + " SET " + set + where() + " RETURNING " + list(own);
  }

  String insert(List<Integer> given) {
    String values = given.stream().map(column -> "?").collect(Collectors.joining(", "));
    List<Integer> places = given.stream().map(column -> column - 1).toList();
    return "INSERT INTO " + table() + " (" + list(places) + ") VALUES (" + values + ")";
  }

  String delete() {
    return "DELETE FROM " + table() + where();
  }

  String select() {
    return "SELECT " + list(own) + " FROM " + table() + where();
  }

  private String where() {
    return keys.stream()
        .map(place -> column(place) + " = ?")
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private String list(List<Integer> places) {
    return places.stream().map(this::column).collect(Collectors.joining(", "));
  }

  String table() {
    return Texts.quoted(schema) + "." + Texts.quoted(name);
  }

  private String column(int place) {
    return Texts.quoted(columns.get(place).name());
  }
}
