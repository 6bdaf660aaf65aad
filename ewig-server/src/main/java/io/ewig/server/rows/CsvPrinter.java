package io.ewig.server.rows;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A result as CSV (RFC 4180, but lines end as they do here): a header, then a line for each row.
 * What is quoted is what has to be; an empty text is {@code ""}, and nothing at all is a null.
 * Arrays are JSON.
 */
final class CsvPrinter {

  private CsvPrinter() {}

  static long print(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    Cells cells = new Cells(rows);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.count(); i++) {
      append(line, i, cells.name(i));
    }
    out.println(line);
    long count = 0;
    while (cells.next()) {
      line.setLength(0);
      for (int i = 0; i < cells.count(); i++) {
        append(line, i, cells.exact(i));
      }
      out.println(line);
      count++;
    }
    return count;
  }

  private static void append(StringBuilder line, int column, @Nullable String value) {
    if (column > 0) {
      line.append(',');
    }
    if (value == null) {
      return;
    }
    boolean isPlain = !value.isEmpty() && value.chars().noneMatch(CsvPrinter::isSpecial);
    line.append(isPlain ? value : '"' + value.replace("\"", "\"\"") + '"');
  }

  private static boolean isSpecial(int c) {
    return c == ',' || c == '"' || c == '\n' || c == '\r';
  }
}
