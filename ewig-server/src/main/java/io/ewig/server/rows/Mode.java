package io.ewig.server.rows;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The forms that a result can take. */
public enum Mode {
  /** Columns below each other, for people. */
  TABLE(true, TablePrinter::print),
  /** A table of Markdown. */
  MARKDOWN(true, MarkdownPrinter::print),
  /** A line for each value, for rows that are wide. */
  VERTICAL(true, VerticalPrinter::print),
  /** RFC 4180 with a header; a null is nothing, an empty text is "". */
  CSV(false, CsvPrinter::print),
  /** An array of objects. */
  JSON(false, JsonPrinter::printArray),
  /** An object a line. */
  NDJSON(false, JsonPrinter::printLines);

  private interface Printer {
    long print(ResultSet rows, String nullText, PrintWriter out) throws SQLException;
  }

  private final boolean isForPeople;

  @SuppressWarnings("ImmutableEnumChecker") // a method of a class without fields
  private final Printer printer;

  Mode(boolean isForPeople, Printer printer) {
    this.isForPeople = isForPeople;
    this.printer = printer;
  }

  /** Whether there may be other lines around it, such as how many rows there were. */
  public boolean isForPeople() {
    return isForPeople;
  }

  /**
   * Prints all rows; gives their number.
   *
   * @param nullText what people see of a null
   */
  public long print(ResultSet rows, String nullText, PrintWriter out) throws SQLException {
    return printer.print(rows, nullText, out);
  }
}
