package io.ewig.server.shell;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A result as a table of text: names, a line, rows; numbers to the right.
 *
 * <p>Widths are those of the first rows, so that a result of any length needs little memory.
 */
final class ResultText {

  private static final int ROWS_MEASURED = 1_000;
  private static final String NULL = "NULL";
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

  private final String[] names;
  private final boolean[] isNumber;
  private final int[] widths;

  private ResultText(ResultSetMetaData columns) throws SQLException {
    names = new String[columns.getColumnCount()];
    isNumber = new boolean[names.length];
    widths = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = columns.getColumnLabel(i + 1);
      isNumber[i] = NUMBERS.contains(columns.getColumnType(i + 1));
      widths[i] = length(names[i]);
    }
  }

  /** Prints all rows; gives their number. */
  static long print(ResultSet rows, PrintWriter out) throws SQLException {
    ResultText table = new ResultText(rows.getMetaData());
    List<String[]> first = new ArrayList<>();
    while (first.size() < ROWS_MEASURED && rows.next()) {
      first.add(table.read(rows));
    }
    out.println(table.line(table.names, ' ', " | "));
    out.println(table.line(table.dashes(), '-', "-+-"));
    first.forEach(row -> out.println(table.line(row, ' ', " | ")));
    long count = first.size();
    while (rows.next()) {
      out.println(table.line(table.read(rows), ' ', " | "));
      count++;
    }
    return count;
  }

  private String[] read(ResultSet rows) throws SQLException {
    String[] row = new String[names.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = shown(rows.getString(i + 1));
      widths[i] = Math.max(widths[i], length(row[i]));
    }
    return row;
  }

  /** On one line, whatever is in it. */
  private static String shown(@Nullable String value) {
    return value == null ? NULL : value.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private String[] dashes() {
    return Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new);
  }

  private String line(String[] cells, char edge, String between) {
    StringBuilder line = new StringBuilder().append(edge);
    for (int i = 0; i < cells.length; i++) {
      String room = " ".repeat(Math.max(0, widths[i] - length(cells[i])));
      line.append(i == 0 ? "" : between);
      line.append(isNumber[i] ? room + cells[i] : cells[i] + room);
    }
    return line.append(edge == ' ' ? "" : edge).toString().stripTrailing();
  }
}
