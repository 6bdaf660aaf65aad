package io.ewig.sqltests.answer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result as lines. */
public final class Lines {

  private Lines() {}

  /** Gives what a line has of a value. */
  @FunctionalInterface
  public interface Reading {
    @Nullable Object at(ResultSet rows, int column) throws SQLException;
  }

  /** All that are left, in their order. */
  public static List<String> of(ResultSet rows, Reading reading) throws SQLException {
    List<String> lines = new ArrayList<>();
    int width = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      List<@Nullable Object> line = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        line.add(reading.at(rows, i));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
