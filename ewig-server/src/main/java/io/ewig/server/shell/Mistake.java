package io.ewig.server.shell;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement that failed is told: its SQLSTATE, the reason, and where that is. */
final class Mistake {

  private static final Pattern PLACE = Pattern.compile("line (\\d{1,6}), column (\\d{1,6})");

  private Mistake() {}

  static String line(SQLException e) {
    return "ERROR " + e.getSQLState() + ": " + e.getMessage();
  }

  /** The line of the statement, and a caret below the place; empty if the error names none. */
  static String place(String sql, SQLException e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    if (!place.find()) {
      return "";
    }
    String[] lines = sql.split("\n", -1);
    int line = Integer.parseInt(place.group(1));
    int column = Integer.parseInt(place.group(2));
    if (line < 1 || line > lines.length || column < 1 || column > lines[line - 1].length() + 1) {
      return "";
    }
    String before = "LINE " + line + ": ";
    String text = lines[line - 1].replace('\t', ' ');
    return before + text + "\n" + " ".repeat(before.length() + column - 1) + "^";
  }
}
