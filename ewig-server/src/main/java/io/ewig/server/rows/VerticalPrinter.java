package io.ewig.server.rows;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A result with a line for each value, and one before each row. */
final class VerticalPrinter {

  private VerticalPrinter() {}

  static long print(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    Cells cells = new Cells(rows);
    int widest = 0;
    for (int i = 0; i < cells.count(); i++) {
      widest = Math.max(widest, Width.of(cells.name(i)));
    }
    long count = 0;
    while (cells.next()) {
      out.println("-[ row " + ++count + " ]" + "-".repeat(Math.max(1, widest)));
      for (int i = 0; i < cells.count(); i++) {
        String room = " ".repeat(widest - Width.of(cells.name(i)));
        out.println(cells.name(i) + room + " | " + cells.line(i, nullText));
      }
    }
    return count;
  }
}
