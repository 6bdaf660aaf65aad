package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.sqltests.answer.Lines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks by vectors and row by row. Of several rows that a question fails for either way may come to
 * another one first, so errors in data (SQLSTATE 22...) count as one answer.
 */
final class BothWays {

  private BothWays() {}

  /**
   * Holds that the answers are the same; and in the same order, if the question asks for one.
   *
   * @return how many rows they have, if it is no refusal
   */
  static int ask(Connection connection, String zone, String question, long seed)
      throws SQLException {
    set(connection, "time_zone", zone);
    set(connection, "vectors", "on");
    List<String> byVectors = rows(connection, question);
    set(connection, "vectors", "off");
    assertThat(byVectors).as("seed %d: %s", seed, question).isEqualTo(rows(connection, question));
    return byVectors.size();
  }

  private static void set(Connection connection, String name, String value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set " + name + " = '" + value + "'");
    }
  }

  private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
  }

  private static List<String> rows(Connection connection, String query) {
    List<String> rows;
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      rows = Lines.of(found, BothWays::value);
    } catch (SQLException e) {
      boolean isOfData = e.getSQLState().startsWith("22");
      return List.of("refused: " + (isOfData ? "22" : e.getSQLState() + " " + e.getMessage()));
    }
    if (!query.contains(" order by ")) {
      Collections.sort(rows);
    }
    return rows;
  }
}
