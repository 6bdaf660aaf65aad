package io.ewig.sqltests.temporal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A question in SQL, and how to answer it from the list; answers are sorted lines. */
record Question(Kind kind, String branch, int step, long seq, int from, int to) {

  enum Kind {
    AS_OF("select k, v from t # for valid_time as of ?"),
    ALL("select k, v, _valid_from, _valid_to from t # for valid_time all"),
    FROM_TO("select k, v, _valid_from, _valid_to from t # for valid_time from ? to ?"),
    BETWEEN("select k, v, _valid_from, _valid_to from t # for valid_time between ? and ?"),
    OVERLAPS(
        "select k, v, _valid_from, _valid_to from t # for valid_time all where period (_valid_from, _valid_to) overlaps period (cast(? as timestamp(9) with time zone), cast(? as timestamp(9) with time zone))"),
    CONTAINS(
        "select k, v from t # for valid_time all where period (_valid_from, _valid_to) contains cast(? as timestamp(9) with time zone)"),
    COUNTED("select v, count(*), sum(k) from t # for valid_time as of ? where k <> 2 group by v"),
    JOINED(
        "select a.k, a.v - b.v from t # for valid_time as of ? as a join t # for valid_time as of ? as b on a.k = b.k"),
    ONE_KEY("select k, v from t # for valid_time as of ? where k = 3"),
    KEYS_EVER("select distinct k, -k from t # for valid_time from ? to ?"),
    HIGHEST("select k, max(v) from t # for valid_time from ? to ? group by k"),
    ALSO_THEN(
        "select k, v from t # for valid_time as of ? where k in (select k from t # for valid_time from ? to ?)"),
    HIGHEST_BESIDE(
        "select a.k, max(b.v) from t # for valid_time as of ? as a left join t # for valid_time from ? to ? as b on a.k = b.k group by a.k");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  static Question random(
      SplittableRandom random, List<String> branches, int steps, List<Long> seqs) {
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
    return kind.sql.replace("#", "for branch ? for system_time as of seq ?");
  }

  List<String> ask(Sentences sentences) throws SQLException {
    TreeSet<String> lines = new TreeSet<>();
    try (ResultSet rows = sentences.query(sql(), parameters())) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        if (width == 4) {
          addDays(rows, lines);
        } else {
          String line = rows.getString(1) + " " + rows.getString(2);
          String all = width == 3 ? line + " " + rows.getString(3) : line;
          if (!lines.add(all)) {
            lines.add("twice: " + all);
          }
        }
      }
    }
    return new ArrayList<>(lines);
  }

  private Object[] parameters() {
    Instant first = History.day(from);
    Instant last = History.day(to);
    return switch (kind) {
      case ALL -> new Object[] {branch, seq};
      case AS_OF, CONTAINS, COUNTED, ONE_KEY -> new Object[] {branch, seq, first};
      case FROM_TO, BETWEEN, OVERLAPS, KEYS_EVER, HIGHEST ->
          new Object[] {branch, seq, first, last};
      case ALSO_THEN, HIGHEST_BESIDE -> new Object[] {branch, seq, last, branch, seq, first, last};
      case JOINED -> new Object[] {branch, seq, first, branch, seq, last};
    };
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
      case KEYS_EVER -> highest(recorded).keySet().forEach(k -> lines.add(k + " " + -k));
      case HIGHEST -> highest(recorded).forEach((k, v) -> lines.add(k + " " + v));
      case ALSO_THEN -> {
        Set<Integer> before = highest(recorded).keySet();
        then(recorded).forEach((k, v) -> addIf(before.contains(k), k + " " + v, lines));
      }
      case HIGHEST_BESIDE -> {
        Map<Integer, Integer> before = highest(recorded);
        then(recorded).keySet().forEach(k -> lines.add(k + " " + before.get(k)));
      }
      case JOINED -> addJoined(recorded, lines);
      case COUNTED -> addCounted(recorded, lines);
    }
    return new ArrayList<>(lines);
  }

  /** What holds on the last day. */
  private Map<Integer, Integer> then(Recorded recorded) {
    return recorded.rows(branch, History.KEYS, to, step);
  }

  /** The highest value that a key has on any of the days. */
  private Map<Integer, Integer> highest(Recorded recorded) {
    Map<Integer, Integer> highest = new TreeMap<>();
    for (int day = from; day < to; day++) {
      recorded
          .rows(branch, History.KEYS, day, step)
          .forEach((key, value) -> highest.merge(key, value, Math::max));
    }
    return highest;
  }

  private static void addIf(boolean isAnswer, String line, TreeSet<String> lines) {
    if (isAnswer) {
      lines.add(line);
    }
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
    return sql() + " " + Arrays.toString(parameters());
  }
}
