package io.ewig.server.rows;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A result as a table of text: names, a line, rows; numbers to the right.
 *
 * <p>Widths are those of the first rows, so that a result of any length needs little memory.
 */
final class TablePrinter {

  private static final int ROWS_MEASURED = 1_000;

  private final Cells cells;
  private final String nullText;
  private final int[] widths;

  private TablePrinter(Cells cells, String nullText) {
    this.cells = cells;
    this.nullText = nullText;
    this.widths = new int[cells.count()];
  }

  static long print(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    TablePrinter table = new TablePrinter(new Cells(rows), nullText);
    return table.print(out);
  }

  private long print(PrintWriter out) throws SQLException {
    String[] names = new String[cells.count()];
    Arrays.setAll(names, cells::name);
    measure(names);
    List<String[]> first = new ArrayList<>();
    while (first.size() < ROWS_MEASURED && cells.next()) {
      first.add(read());
    }
    out.println(line(names, ' ', " | "));
    out.println(line(dashes(), '-', "-+-"));
    first.forEach(row -> out.println(line(row, ' ', " | ")));
    long count = first.size();
    while (cells.next()) {
      out.println(line(read(), ' ', " | "));
      count++;
    }
    return count;
  }

  private String[] read() throws SQLException {
    String[] row = new String[cells.count()];
    for (int i = 0; i < row.length; i++) {
      row[i] = cells.line(i, nullText);
    }
    measure(row);
    return row;
  }

  private void measure(String[] row) {
    for (int i = 0; i < row.length; i++) {
      widths[i] = Math.max(widths[i], Width.of(row[i]));
    }
  }

  private String[] dashes() {
    return Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new);
  }

  private String line(String[] row, char edge, String between) {
    StringBuilder line = new StringBuilder().append(edge);
    for (int i = 0; i < row.length; i++) {
      String room = " ".repeat(Math.max(0, widths[i] - Width.of(row[i])));
      line.append(i == 0 ? "" : between);
      line.append(cells.isNumber(i) ? room + row[i] : row[i] + room);
    }
    return line.append(edge == ' ' ? "" : edge).toString().stripTrailing();
  }
}
