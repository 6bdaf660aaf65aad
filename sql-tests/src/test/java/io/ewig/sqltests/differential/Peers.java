package io.ewig.sqltests.differential;

import static java.util.stream.Collectors.joining;

import io.ewig.sqltests.answer.Lines;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The same small tables in Ewig and in H2. */
final class Peers implements AutoCloseable {

  /** Averages are cut at different places. */
  private static final MathContext DIGITS = new MathContext(9);

  private static final int ROWS = 7;

  private static final Map<String, Function<SplittableRandom, String>> SOME = new LinkedHashMap<>();

  static {
    SOME.put("a int", random -> Integer.toString(random.nextInt(-1, 4)));
    SOME.put("b int", random -> Integer.toString(random.nextInt(4)));
    SOME.put(
        "x decimal(6, 2)", random -> BigDecimal.valueOf(random.nextInt(-200, 400), 2).toString());
    SOME.put(
        "s varchar(4)",
        random -> List.of("''", "'a'", "'b'", "'bc'", "'cab'", "'abca'").get(random.nextInt(6)));
    SOME.put("d date", random -> "date '2026-01-" + random.nextInt(29, 32) + "'");
  }

  private final Connection ewig = DriverManager.getConnection("jdbc:ewig:mem:");
  private final Connection h2 = DriverManager.getConnection("jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE");

  Peers(SplittableRandom random) throws SQLException {
    for (String table : List.of("t", "u")) {
      List<Column> columns = columns(random);
      both(
          columns.stream()
              .map(Column::definition)
              .collect(joining(", ", "create table " + table + " (id int primary key, ", ")")));
      for (int id = 0; id < ROWS; id++) {
        both(
            columns.stream()
                .map(column -> column.value(random))
                .collect(joining(", ", "insert into " + table + " values (" + id + ", ", ")")));
      }
    }
    both("create index of_a on t (a)");
  }

  /** A column that may be null in one table and never is in another: plans differ. */
  private record Column(String type, boolean isNullable, Function<SplittableRandom, String> some) {

    String definition() {
      return type + (isNullable ? "" : " not null");
    }

    String value(SplittableRandom random) {
      return isNullable && random.nextInt(4) == 0 ? "null" : some.apply(random);
    }
  }

  private static List<Column> columns(SplittableRandom random) {
    List<Column> columns = new ArrayList<>();
    SOME.forEach((type, some) -> columns.add(new Column(type, random.nextInt(3) > 0, some)));
    return columns;
  }

  private void both(String sql) throws SQLException {
    for (Connection connection : List.of(ewig, h2)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** What the two say differently, or an empty text; what H2 refuses, Ewig may know. */
  String difference(String query) {
    List<String> ours = rows(ewig, query);
    List<String> theirs = rows(h2, query);
    return ours.equals(theirs) || isRefused(theirs)
        ? ""
        : query + "\newig: " + ours + "\nh2:   " + theirs;
  }

  private static boolean isRefused(List<String> rows) {
    return rows.size() == 1 && rows.get(0).startsWith("refused");
  }

  private static List<String> rows(Connection connection, String query) {
    List<String> lines;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      lines = Lines.of(rows, (all, column) -> plain(all.getObject(column)));
    } catch (SQLException e) {
      return List.of("refused: " + e.getSQLState() + " " + e.getMessage());
    }
    Collections.sort(lines);
    return lines;
  }

  private static String plain(Object value) {
    if (value instanceof Number number) {
      BigDecimal rounded = new BigDecimal(number.toString()).round(DIGITS);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }

  @Override
  public void close() throws SQLException {
    ewig.close();
    h2.close();
  }
}
