package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rows of a table as they are read: what comes as columns up to its reader is, getter by getter,
 * what comes row by row, embedded and from a server. The fast tier asks 30 questions, the long one
 * 12,000.
 */
class PlainSelectTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int TABLES = IS_LONG ? 100 : 1;
  private static final int QUESTIONS_A_TABLE = IS_LONG ? 60 : 15;

  /** Some fail for some rows. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "whole / tiny",
          "cast(whole as smallint)",
          "name || remark",
          "upper(name)",
          "coalesce(large, id)",
          "later + 1",
          "\"_system_from\"",
          "\"_branch\"",
          "mod(id, 10)");

  private record Getter(String name, Read read) {}

  @FunctionalInterface
  private interface Read {
    Object of(ResultSet rows, int column) throws SQLException;
  }

  private static final List<Getter> GETTERS =
      List.of(
          new Getter("object", ResultSet::getObject),
          new Getter("string", ResultSet::getString),
          new Getter("long", ResultSet::getLong),
          new Getter("int", ResultSet::getInt),
          new Getter("short", ResultSet::getShort),
          new Getter("byte", ResultSet::getByte),
          new Getter("double", ResultSet::getDouble),
          new Getter("boolean", ResultSet::getBoolean),
          new Getter("decimal", ResultSet::getBigDecimal));

  @Test
  void columnsAreReadAsRowsAre() throws Exception {
    long seed = Long.getLong("ewig.seed", 20_261_122L);
    int rows = 0;
    for (int table = 0; table < TABLES; table++, seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (Ewig engine = Ewig.inMemory();
          EwigServer server = EwigServer.start(engine, ServerOptions.local(0));
          Connection remote = DriverManager.getConnection(server.url())) {
        new Orchard(random).plant(remote);
        for (int i = 0; i < QUESTIONS_A_TABLE; i++) {
          Question question = question(random);
          remote.setAutoCommit(random.nextBoolean());
          rows += ask(remote, question, seed);
          remote.setAutoCommit(true);
        }
      }
    }
    assertThat(rows).isGreaterThan(10 * TABLES * QUESTIONS_A_TABLE);
  }

  @Test
  void columnsAreReadAsRowsAreInTheSameJvm() throws Exception {
    long seed = Long.getLong("ewig.seed", 20_261_123L);
    int rows = 0;
    for (int table = 0; table < TABLES; table++, seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (Connection connection = DriverManager.getConnection("jdbc:ewig:mem:select" + seed)) {
        new Orchard(random).plant(connection);
        for (int i = 0; i < QUESTIONS_A_TABLE; i++) {
          rows += ask(connection, question(random), seed);
        }
      }
    }
    assertThat(rows).isGreaterThan(10 * TABLES * QUESTIONS_A_TABLE);
  }

  /**
   * A query and how it is read.
   *
   * @param looksAhead whether each row is asked whether it is the last
   */
  private record Question(String sql, int rowsMax, int fetchSize, boolean looksAhead) {}

  private static Question question(SplittableRandom random) {
    List<String> columns = new ArrayList<>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      columns.add(
          random.nextInt(5) == 0
              ? Happenings.any(EXPRESSIONS, random)
              : Orchard.quoted(Happenings.any(Orchard.COLUMNS, random).name()));
    }
    String where =
        switch (random.nextInt(4)) {
          case 0 -> " where id > " + random.nextInt(Orchard.ROWS);
          case 1 -> " where small > 0 and name is not null";
          default -> "";
        };
    String stretch =
        random.nextInt(3) > 0
            ? ""
            : " limit " + random.nextInt(200) + " offset " + random.nextInt(3) * 70;
    return new Question(
        "select " + String.join(", ", columns) + " from tree" + where + " order by id" + stretch,
        random.nextInt(4) == 0 ? random.nextInt(1, 100) : 0,
        random.nextInt(3) * 7,
        random.nextInt(3) == 0);
  }

  private static int ask(Connection connection, Question question, long seed) throws SQLException {
    List<String> asColumns = read(connection, question, "on");
    assertThat(asColumns)
        .as("seed %d: %s", seed, question)
        .isEqualTo(read(connection, question, "off"));
    return asColumns.size();
  }

  private static List<String> read(Connection connection, Question question, String vectors)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set vectors = '" + vectors + "'");
      statement.setMaxRows(question.rowsMax);
      statement.setFetchSize(question.fetchSize);
      try (ResultSet found = statement.executeQuery(question.sql)) {
        while (found.next()) {
          rows.add(row(found, question.looksAhead));
        }
      } catch (SQLException e) {
        rows.add("refused: " + e.getSQLState() + " " + e.getMessage());
      }
    }
    return rows;
  }

  private static String row(ResultSet found, boolean looksAhead) throws SQLException {
    StringBuilder row = new StringBuilder().append(found.getRow()).append(':');
    int width = found.getMetaData().getColumnCount();
    for (int column = 1; column <= width; column++) {
      for (Getter getter : GETTERS) {
        row.append(' ').append(getter.name).append('=').append(read(found, column, getter));
        if (looksAhead && column == 1) {
          row.append(found.isLast() ? " last" : "");
        }
      }
    }
    return row.toString();
  }

  private static String read(ResultSet found, int column, Getter getter) throws SQLException {
    try {
      Object value = getter.read.of(found, column);
      String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
      return text + (found.wasNull() ? " (null)" : "");
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
