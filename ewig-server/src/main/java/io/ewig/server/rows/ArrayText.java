package io.ewig.server.rows;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An array as JSON, from which it can be read again: as a table shows it, nobody could tell the
 * commas between texts from those in them.
 */
final class ArrayText {

  private static final int VALUE = 2;

  private ArrayText() {}

  static String of(Array array) throws SQLException {
    StringBuilder text = new StringBuilder("[");
    try (ResultSet elements = array.getResultSet()) {
      Cells cells = new Cells(elements);
      while (cells.next()) {
        text.append(text.length() > 1 ? "," : "").append(cells.json(VALUE - 1));
      }
    }
    return text.append(']').toString();
  }
}
