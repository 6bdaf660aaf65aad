package io.ewig.server.rows;

import io.ewig.server.command.JsonObject;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as objects of JSON, a line each: a field for each column, by its name; numbers and truth
 * values as such, documents as they are, all else as the text that a table would show.
 *
 * <p>Of columns with the same name, the second is called {@code name_2} and so on.
 */
final class JsonPrinter {

  private final Cells cells;
  private final List<String> fields = new ArrayList<>();

  private JsonPrinter(Cells cells) {
    this.cells = cells;
    for (int i = 0; i < cells.count(); i++) {
      String field = cells.name(i);
      for (int n = 2; fields.contains(field); n++) {
        field = cells.name(i) + "_" + n;
      }
      fields.add(field);
    }
  }

  static long printArray(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    JsonPrinter json = new JsonPrinter(new Cells(rows));
    long count = 0;
    while (json.cells.next()) {
      out.print(count++ == 0 ? "[" : ",\n ");
      out.print(json.row());
    }
    out.println(count == 0 ? "[]" : "]");
    return count;
  }

  static long printLines(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    JsonPrinter json = new JsonPrinter(new Cells(rows));
    long count = 0;
    while (json.cells.next()) {
      out.println(json.row());
      count++;
    }
    return count;
  }

  private JsonObject row() throws SQLException {
    JsonObject row = new JsonObject();
    for (int i = 0; i < cells.count(); i++) {
      put(row, i, cells.text(i));
    }
    return row;
  }

  private void put(JsonObject row, int column, @Nullable String text) {
    String field = fields.get(column);
    if (text == null) {
      row.putNull(field);
    } else if (cells.isJson(column) || isLiteral(column, text)) {
      row.raw(field, text);
    } else {
      row.put(field, text);
    }
  }

  /** Some numbers are none in JSON: NaN, the infinite ones. */
  private boolean isLiteral(int column, String text) {
    return cells.isTruth(column)
        || (cells.isNumber(column) && text.chars().noneMatch(c -> c == 'N' || c == 'y'));
  }
}
