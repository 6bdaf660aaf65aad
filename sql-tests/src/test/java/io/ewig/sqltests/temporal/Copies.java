package io.ewig.sqltests.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.sqltests.answer.Lines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Two tables with a history, and copies of what is read of them over time, which have no keys, no
 * indexes, no history, and nulls in all columns.
 */
final class Copies implements AutoCloseable {

  private static final int ROWS = 12;
  private static final int CHANGES = 60;

  private static final List<String> TIMES =
      List.of(
          "for system_time all",
          "for valid_time all",
          "for system_time all for valid_time all",
          "for system_time from timestamp '2000-01-01 00:00:00' to timestamp '2100-01-01 00:00:00'",
          "for valid_time between timestamp '2026-01-01 00:00:00' and timestamp '2100-06-01 00:00:00'",
          "for system_time as of seq #",
          "for system_time as of seq # for valid_time all");

  private final long seed;
  private final SplittableRandom random;
  private final Connection connection;
  private final long events;
  private final Map<String, String> copies = new HashMap<>();

  Copies(long seed) throws SQLException {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.connection = DriverManager.getConnection("jdbc:ewig:mem:");
    for (String table : List.of("t", "u")) {
      run("create table " + table + " (id int primary key, a int not null, b int unique, c text)");
    }
    for (int i = 0; i < CHANGES; i++) {
      change(i < CHANGES / 3);
    }
    forgetNulls();
    run("create index of_a on t (a)");
    run("create index of_c on u (c)");
    this.events =
        Long.parseLong(rows("select count(*) from ewig.events").get(0).replaceAll("[\\[\\]]", ""));
  }

  /** Some are refused, as keys are taken or values are. */
  private void change(boolean isNew) throws SQLException {
    String table = random.nextBoolean() ? "t" : "u";
    int id = random.nextInt(ROWS);
    String where = " where id = " + id;
    String b = random.nextInt(3) == 0 ? "null" : "" + random.nextInt(30);
    String c = random.nextInt(4) == 0 ? "null" : "'" + "xyz".charAt(random.nextInt(3)) + "'";
    String change =
        switch (isNew ? 0 : random.nextInt(6)) {
          case 0 -> "insert into " + table + " values (" + id + ", 1, " + b + ", " + c + ")";
          case 1 -> "update " + table + " set a = " + random.nextInt(5) + where;
          case 2 -> "update " + table + " set b = " + b + where;
          case 3 -> "update " + table + " set c = " + c + where;
          case 4 -> "delete from " + table + where;
          default ->
              "update "
                  + table
                  + " for portion of valid_time from timestamp '2090-01-01 00:00:00'"
                  + " to timestamp '2095-01-0"
                  + (1 + random.nextInt(8))
                  + " 00:00:00' set c = "
                  + c
                  + where;
        };
    try {
      run(change);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(change).isEqualTo("23505");
    }
  }

  /** From now on a column takes none of the nulls that it had. */
  private void forgetNulls() throws SQLException {
    run(
        "delete from u for portion of valid_time from timestamp '1900-01-01 00:00:00' to"
            + " timestamp '9999-01-01 00:00:00' where id in"
            + " (select id from u for valid_time all where c is null)");
    run("alter table u alter column c set not null");
  }

  /** What a query gives over time and what it gives over copies differ how; empty if they don't. */
  String compare() throws SQLException {
    String time = TIMES.get(random.nextInt(TIMES.size()));
    time = time.replace("#", "" + (2 + random.nextLong(events - 2)));
    String query = Query.random(random);
    String asked = over(query, "t " + time, "u " + time);
    List<String> given = rows(asked);
    List<String> wanted = rows(over(query, copy("t", time), copy("u", time)));
    return given.equals(wanted) ? "" : "seed " + seed + ": " + asked + "\n" + given + "\n" + wanted;
  }

  private static String over(String query, String first, String second) {
    return query.replace(Query.FIRST, first).replace(Query.SECOND, second);
  }

  private String copy(String table, String time) throws SQLException {
    String source = table + " " + time;
    String known = copies.get(source);
    if (known == null) {
      known = "copy_" + copies.size();
      run("create table " + known + " (id int, a int, b int, c text)");
      run("insert into " + known + " select id, a, b, c from " + source);
      copies.put(source, known);
    }
    return known;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** In no order. */
  private List<String> rows(String sql) throws SQLException {
    List<String> lines;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      lines = Lines.of(rows, ResultSet::getString);
    } catch (SQLException e) {
      throw new SQLException("seed " + seed + ": " + sql, e.getSQLState(), e);
    }
    Collections.sort(lines);
    return lines;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
