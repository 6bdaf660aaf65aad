package io.ewig.sqltests.temporal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A question in SQL, and how to answer it from the list; answers are sorted lines. */
record Question(Kind kind, String branch, int step, long seq, int from, int to) {

  enum Kind {
    AS_OF("select k, v from t %s for valid_time as of %s"),
    ALL("select k, v, _valid_from, _valid_to from t %s for valid_time all"),
    FROM_TO("select k, v, _valid_from, _valid_to from t %s for valid_time from %s to %s"),
    BETWEEN("select k, v, _valid_from, _valid_to from t %s for valid_time between %s and %s"),
    OVERLAPS("select k, v, _valid_from, _valid_to from t %s for valid_time all where period (_valid_from, _valid_to) overlaps period (%s, %s)"),
    CONTAINS("select k, v from t %s for valid_time all where period (_valid_from, _valid_to) contains %s"),
    COUNTED("select v, count(*), sum(k) from t %s for valid_time as of %s where k <> 2 group by v"),
    JOINED("select a.k, a.v - b.v from t %1$s for valid_time as of %2$s as a join t %1$s for valid_time as of %3$s as b on a.k = b.k"),
    ONE_KEY("select k, v from t %s for valid_time as of %s where k = 3");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  static Question random(SplittableRandom random, List<String> branches, int steps, List<Long> seqs) {
    int from = random.nextInt(Recorded.DAYS);
    String branch = branches.get(random.nextInt(branches.size()));
    boolean isPast = branch.equals("main") && random.nextBoolean(); // others may not be there yet
    int step = isPast ? 1 + random.nextInt(steps) : steps;
    return new Question(
        Kind.values()[random.nextInt(Kind.values().length)],
        branch,
        step,
        seqs.get(step),
        from,
        from + 1 + random.nextInt(Recorded.DAYS - from));
  }

  String sql() {
    String where = "for branch '" + branch + "' for system_time as of seq " + seq;
    boolean isPeriod = kind == Kind.OVERLAPS || kind == Kind.CONTAINS;
    return String.format(
        java.util.Locale.ROOT, kind.sql, where, moment(from, isPeriod), moment(to, isPeriod));
  }

  /** PERIOD compares like with like. */
  private static String moment(int day, boolean isInstant) {
    String text = History.day(day);
    return isInstant
        ? text.replace("timestamp '", "timestamp with time zone '").replaceAll("'$", " UTC'")
        : text;
  }

  List<String> ask(Connection connection) throws SQLException {
    TreeSet<String> lines = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql())) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        if (width == 4) {
          addDays(rows, lines);
        } else {
          String line = rows.getString(1) + " " + rows.getString(2);
          lines.add(width == 3 ? line + " " + rows.getString(3) : line);
        }
      }
    }
    return new ArrayList<>(lines);
  }

  /** Where rows are cut is the database's affair; what is true on a day is not. */
  private void addDays(ResultSet rows, TreeSet<String> lines) throws SQLException {
    int first = day(rows.getObject(3, Instant.class));
    int last = day(rows.getObject(4, Instant.class));
    if (kind != Kind.ALL && !(first < end() && last > from)) {
      lines.add("a row outside: " + first + " to " + last);
    }
    for (int day = first; day < last; day++) {
      String line = rows.getString(1) + " " + day + " " + rows.getString(2);
      boolean isAsked = kind == Kind.ALL || day >= from && day < end();
      if (isAsked && !lines.add(line)) {
        lines.add("twice: " + line);
      }
    }
  }

  private int end() {
    return kind == Kind.BETWEEN ? to + 1 : to;
  }

  private static int day(@Nullable Instant moment) {
    return moment == null
        ? Recorded.DAYS + 100
        : (int) ChronoUnit.DAYS.between(History.DAY_0, moment);
  }

  List<String> answer(Recorded recorded) {
    TreeSet<String> lines = new TreeSet<>();
    switch (kind) {
      case ALL -> lines.addAll(recorded.days(branch, History.KEYS, 0, Recorded.DAYS, step));
      case FROM_TO, OVERLAPS, BETWEEN ->
          lines.addAll(recorded.days(branch, History.KEYS, from, end(), step));
      case AS_OF, CONTAINS ->
          recorded.rows(branch, History.KEYS, from, step).forEach((k, v) -> lines.add(k + " " + v));
      case ONE_KEY -> {
        Integer value = recorded.value(branch, 3, from, step);
        if (value != null) {
          lines.add("3 " + value);
        }
      }
      case JOINED -> addJoined(recorded, lines);
      case COUNTED -> addCounted(recorded, lines);
    }
    return new ArrayList<>(lines);
  }

  private void addJoined(Recorded recorded, TreeSet<String> lines) {
    for (int key = 0; key < History.KEYS; key++) {
      Integer left = recorded.value(branch, key, from, step);
      Integer right = recorded.value(branch, key, to, step);
      if (left != null && right != null) {
        lines.add(key + " " + (left - right));
      }
    }
  }

  private void addCounted(Recorded recorded, TreeSet<String> lines) {
    var rows = recorded.rows(branch, History.KEYS, from, step);
    rows.remove(2);
    for (Integer value : new TreeSet<>(rows.values())) {
      var keys = rows.keySet().stream().filter(key -> value.equals(rows.get(key))).toList();
      int sum = keys.stream().mapToInt(Integer::intValue).sum();
      lines.add(value + " " + keys.size() + " " + sum);
    }
  }

  @Override
  public String toString() {
    return kind + ": " + sql();
  }
}
