package io.ewig.server.rows;

import io.ewig.server.command.JsonObject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a result, and the texts of its rows. */
final class Cells {

  private static final Set<Integer> NUMBERS =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE);

  private final ResultSet rows;
  private final String[] names;
  private final int[] types;
  private final String[] typeNames;

  Cells(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    names = new String[columns.getColumnCount()];
    types = new int[names.length];
    typeNames = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = columns.getColumnLabel(i + 1);
      types[i] = columns.getColumnType(i + 1);
      typeNames[i] = columns.getColumnTypeName(i + 1);
    }
  }

  int count() {
    return names.length;
  }

  String name(int column) {
    return names[column];
  }

  boolean isNumber(int column) {
    return NUMBERS.contains(types[column]);
  }

  private boolean isTruth(int column) {
    return types[column] == Types.BOOLEAN || types[column] == Types.BIT;
  }

  boolean next() throws SQLException {
    return rows.next();
  }

  @Nullable String text(int column) throws SQLException {
    return rows.getString(column + 1);
  }

  /** A text that tells all of the value: arrays are JSON. */
  @Nullable String exact(int column) throws SQLException {
    Array array = types[column] == Types.ARRAY ? rows.getArray(column + 1) : null;
    return array == null ? text(column) : ArrayText.of(array);
  }

  /** As JSON: numbers, truth values, documents and arrays as such, all else as texts. */
  String json(int column) throws SQLException {
    String text = exact(column);
    if (text == null) {
      return "null";
    }
    boolean isItself =
        isTruth(column)
            || types[column] == Types.ARRAY
            || "JSON".equals(typeNames[column])
            || (isNumber(column) && isFinite(text));
    return isItself ? text : JsonObject.quote(text);
  }

  /** Some numbers are none in JSON: NaN, the infinite ones. */
  private static boolean isFinite(String number) {
    return number.chars().noneMatch(c -> c == 'N' || c == 'y');
  }

  /** On one line, whatever is in it. */
  String line(int column, String nullText) throws SQLException {
    String value = text(column);
    return value == null ? nullText : value.replace("\r", "\\r").replace("\n", "\\n");
  }
}
