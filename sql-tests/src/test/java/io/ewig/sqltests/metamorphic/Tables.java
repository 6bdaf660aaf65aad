package io.ewig.sqltests.metamorphic;

import io.ewig.sqltests.answer.Lines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Two small tables with many nulls and equal values, and two ways to ask about them. */
final class Tables implements AutoCloseable {

  private final long seed;
  private final Connection connection;
  private final Conditions conditions;

  Tables(long seed) throws SQLException {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    this.conditions = new Conditions(random);
    this.connection = DriverManager.getConnection("jdbc:ewig:mem:");
    run("create table t (id int primary key, a int, b int, s varchar(3))");
    run("create table u (id int primary key, a int, c int)");
    run("create index of_b on t (b)");
    for (int i = 0; i < 8; i++) {
      String text =
          random.nextInt(4) == 0 ? "null" : "'" + "abab".substring(random.nextInt(4)) + "'";
      text = text.length() > 5 ? "'ab'" : text;
      run(
          "insert into t values ("
              + i
              + ", "
              + value(random)
              + ", "
              + value(random)
              + ", "
              + text
              + ")");
      run("insert into u values (" + i + ", " + value(random) + ", " + value(random) + ")");
    }
  }

  private static String value(SplittableRandom random) {
    return random.nextInt(4) == 0 ? "null" : Integer.toString(random.nextInt(4));
  }

  /** True, false and unknown are all there is; gives what is wrong, or an empty text. */
  String partitioned() throws SQLException {
    String from = conditions.join();
    String condition = conditions.condition(2);
    String columns = "select t.id, u.id from " + from;
    List<String> all = rows(columns);
    List<String> parts = new ArrayList<>();
    for (String part : parts(condition)) {
      parts.addAll(rows(columns + " where " + part));
    }
    Collections.sort(all);
    Collections.sort(parts);
    return all.equals(parts) ? "" : report(columns, condition, all, parts);
  }

  /** Sums and counts of the parts add up, and the least of the parts is the least of all. */
  String aggregated() throws SQLException {
    String from = conditions.join();
    String condition = conditions.condition(2);
    String values = "select count(*) as n, sum(t.a) as s, min(u.c) as m from " + from;
    List<String> parts = new ArrayList<>();
    for (String part : parts(condition)) {
      parts.add(values + " where " + part);
    }
    List<String> all = rows(values);
    List<String> sum =
        rows("select sum(n), sum(s), min(m) from (" + String.join(" union all ", parts) + ") as p");
    return all.equals(sum) ? "" : report(values, condition, all, sum);
  }

  /** What a WHERE lets pass is what its condition is true for, where nothing can be optimised. */
  String counted() throws SQLException {
    String from = conditions.join();
    String condition = conditions.condition(2);
    List<String> fast = rows("select count(*) from " + from + " where " + condition);
    List<String> slow =
        rows(
            "select count(case when p then 1 end) from (select "
                + condition
                + " as p from "
                + from
                + ") as q");
    return fast.equals(slow) ? "" : report(from, condition, fast, slow);
  }

  private static List<String> parts(String condition) {
    return List.of(condition, "not " + condition, condition + " is null");
  }

  private String report(String query, String condition, List<String> one, List<String> other) {
    return "seed " + seed + ": " + query + ", p: " + condition + "\n" + one + "\n" + other;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return Lines.of(rows, ResultSet::getString);
    } catch (SQLException e) {
      throw new SQLException("seed " + seed + ": " + sql, e.getSQLState(), e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
