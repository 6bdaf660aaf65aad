package io.ewig.sqltests.vector;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A table with columns of all types, some of which were added when there were rows, and a past: on
 * two branches, with rows that were changed, that are gone, and that hold for a while only.
 */
final class Orchard {

  static final int ROWS = 400;

  /** Its columns, each with some literals. */
  static final List<Column> COLUMNS =
      List.of(
          Column.of("id", "0", "17", "133", "399", "-1"),
          Column.of("tiny", "-128", "0", "3", "127"),
          Column.of("small", "-300", "0", "7", "32767"),
          Column.of("whole", "0", "-5", "70000", "2147483647"),
          Column.of("large", "0", "-1", "9223372036854775807", "-9223372036854775808", "12345678"),
          Column.of("price", "0.00", "12.50", "-3.10", "99999.99"),
          Column.of("rough", "0.5", "-1.25", "1e10"),
          Column.of(
              "fine",
              "0.1",
              "-2e-7",
              "3e200",
              "0e0",
              "-0e0",
              "cast('NaN' as double)",
              "cast('-Infinity' as double)"),
          Column.of("ripe", "true", "false"),
          Column.of("day", "date '1969-12-31'", "date '2026-03-01'", "date '0001-01-01'"),
          Column.of("hour", "time '00:00:00'", "time '23:59:59.123'"),
          Column.of("local", "timestamp '2026-03-01 10:00:00'", "timestamp '1812-06-24 00:00:01'"),
          Column.of(
              "moment",
              "timestamp with time zone '2026-03-01 10:00:00 UTC'",
              "timestamp with time zone '0044-03-15 12:00:00 UTC'"),
          Column.of(
              "name", "''", "'oak'", "'öak'", "'oak '", "'\uD83C\uDF33'", "'pear tree'", "'12'"),
          Column.of("code", "'a'", "'ab  '", "'abc'"),
          Column.of("bytes", "x''", "x'00ff'", "x'41'"),
          Column.of("uid", "uuid '00000000-0000-0000-0000-000000000001'"),
          Column.of("doc", "'{\"n\": 1}'", "'[1, 2]'", "'\"x\"'"),
          Column.of("span", "interval '0' second", "interval '-25:00' hour to minute"),
          Column.of("age", "interval '0' month", "interval '12' month", "interval '1' year"),
          Column.of("list", "array[1, 2]", "array[1]", "array[2, cast(null as integer)]"),
          Column.of("later", "1", "42"),
          Column.of("remark", "'none'", "'said'"));

  private static final int AT_ONCE = 50;
  private static final int OLD_COLUMNS = 21;
  private static final int CHANGES = 3;
  private static final int MOMENTS = 4;

  /**
   * @param literals that it may hold
   */
  record Column(String name, List<String> literals) {
    static Column of(String name, String... literals) {
      return new Column(name, List.of(literals));
    }
  }

  private final SplittableRandom random;
  private final List<String> moments = new ArrayList<>();
  private int planted;

  Orchard(SplittableRandom random) {
    this.random = random;
  }

  /** Moments at which it was something else. */
  List<String> moments() {
    return moments;
  }

  /** Any of them, or the nanosecond before or behind. */
  static String near(List<String> moments, SplittableRandom random) {
    String moment = Happenings.any(moments, random);
    return switch (random.nextInt(4)) {
      case 0 -> moment + " + interval '0.000000001' second(1, 9)";
      case 1 -> moment + " - interval '0.000000001' second(1, 9)";
      default -> moment;
    };
  }

  static String url(Path folder) {
    return "jdbc:ewig:" + folder + "?durability=none";
  }

  /** Makes it; the connection is on the main branch again in the end. */
  void plant(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table tree (
            id integer primary key, tiny tinyint, small smallint, whole integer not null,
            large bigint, price decimal(9, 2), rough real, fine double, ripe boolean, "day" date,
            "hour" time(3), "local" timestamp(3), "moment" timestamp(3) with time zone,
            name varchar, code char(4), bytes varbinary, uid uuid, doc json,
            span interval day to second, age interval year to month, list integer array)""");
      connection.setAutoCommit(false);
      for (int i = 0; i < ROWS; i += AT_ONCE) {
        insert(statement, AT_ONCE, OLD_COLUMNS);
      }
      connection.commit();
      note(statement);
      connection.setAutoCommit(true);
      statement.execute("alter table tree add column later integer default 42 not null");
      statement.execute("alter table tree add column remark varchar default 'none'");
      statement.execute("create branch dev");
      connection.setAutoCommit(false);
      for (String branch : List.of("main", "dev", "main")) {
        connection.commit();
        connection.setAutoCommit(true);
        statement.execute("use branch " + branch);
        connection.setAutoCommit(false);
        for (int i = 0; i < MOMENTS; i++) {
          change(statement, CHANGES);
          connection.commit();
          note(statement);
        }
      }
      connection.setAutoCommit(true);
    }
  }

  private void note(Statement statement) throws SQLException {
    try (var now = statement.executeQuery("select max(system_time) from ewig.events")) {
      now.next();
      String instant = now.getObject(1, Instant.class).toString().replace("T", " ");
      moments.add("timestamp with time zone '" + instant.replace("Z", " UTC'"));
    }
  }

  private void insert(Statement statement, int count, int columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++, planted++) {
      List<String> values = new ArrayList<>();
      for (Column column : COLUMNS.subList(0, columns)) {
        values.add(column.name().equals("id") ? Integer.toString(planted) : literal(column));
      }
      rows.add("(" + String.join(", ", values) + ")");
    }
    statement.execute("insert into tree values " + String.join(", ", rows));
  }

  private String literal(Column column) {
    boolean isNeeded = List.of("id", "whole", "later").contains(column.name());
    if (!isNeeded && random.nextInt(5) == 0) {
      return "null";
    } else if (column.name().equals("large") && random.nextBoolean()) {
      return Long.toString(random.nextLong(1_000));
    }
    return Happenings.any(column.literals(), random);
  }

  /** Makes some changes, each of some tens of rows. */
  void change(Statement statement, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      Column column = COLUMNS.get(random.nextInt(1, COLUMNS.size()));
      String set = " set " + quoted(column.name()) + " = " + literal(column);
      int step = random.nextInt(5, 60);
      String where = " where mod(id, " + step + ") = " + random.nextInt(step);
      switch (random.nextInt(8)) {
        case 0 -> statement.execute("delete from tree" + where);
        case 1 -> insert(statement, random.nextInt(1, 9), COLUMNS.size());
        case 2 ->
            statement.execute(
                String.format(
                    Locale.ROOT,
                    "update tree for portion of valid_time from timestamp '2026-01-0%d 00:00:00' to"
                        + " timestamp '%d-01-01 00:00:00'%s%s",
                    random.nextInt(1, 9),
                    random.nextBoolean() ? 2027 : 2999,
                    set,
                    where));
        default -> statement.execute("update tree" + set + where);
      }
    }
  }

  /** A name as it stands in queries, where some are words of SQL. */
  static String quoted(String name) {
    return '"' + name + '"';
  }
}
