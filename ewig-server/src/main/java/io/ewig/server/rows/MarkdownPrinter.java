package io.ewig.server.rows;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A result as a table of Markdown: numbers to the right, a bar within a text escaped. */
final class MarkdownPrinter {

  private MarkdownPrinter() {}

  static long print(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    Cells cells = new Cells(rows);
    StringBuilder head = new StringBuilder("|");
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < cells.count(); i++) {
      head.append(' ').append(escaped(cells.name(i))).append(" |");
      rule.append(cells.isNumber(i) ? "---:|" : "---|");
    }
    out.println(head);
    out.println(rule);
    long count = 0;
    while (cells.next()) {
      StringBuilder line = new StringBuilder("|");
      for (int i = 0; i < cells.count(); i++) {
        line.append(' ').append(escaped(cells.line(i, nullText))).append(" |");
      }
      out.println(line);
      count++;
    }
    return count;
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
