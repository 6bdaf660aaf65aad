package io.ewig.server.rows;

import io.ewig.server.command.JsonObject;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A result as objects of JSON, a line each: a field for each column, by its name; numbers and truth
 * values as such, documents as they are, arrays as arrays, all else as the text that a table would
 * show.
 *
 * <p>Of columns with the same name, the second is called {@code name_2} and so on.
 */
final class JsonPrinter {

  private final Cells cells;
  private final List<String> fields;

  private JsonPrinter(Cells cells) {
    this.cells = cells;
    this.fields = FieldNames.of(IntStream.range(0, cells.count()).mapToObj(cells::name).toList());
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
      row.raw(fields.get(i), cells.json(i));
    }
    return row;
  }
}
