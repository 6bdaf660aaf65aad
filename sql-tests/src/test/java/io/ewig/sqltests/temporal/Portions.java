package io.ewig.sqltests.temporal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Two tables that are written for periods of whole days, and what they say on each day as a map of
 * its own: guests, of which two may not have one room on a day, and their bills, which go with
 * them.
 */
final class Portions implements AutoCloseable {

  private static final int DAYS = 12;
  private static final int KEYS = 6;
  private static final LocalDate FIRST = LocalDate.of(2090, 1, 1);

  /** A bill has a guest where a guest has a room; the other number is anything. */
  private record Values(Integer first, int second) {}

  private record Change(String sql, Days days, boolean isAllowed) {}

  /** What the tables say on each day; never changed once it is made. */
  private record Days(List<Map<Integer, Values>> guests, List<Map<Integer, Values>> bills) {

    static Days none() {
      return new Days(emptyDays(), emptyDays());
    }

    private static List<Map<Integer, Values>> emptyDays() {
      List<Map<Integer, Values>> days = new ArrayList<>();
      for (int day = 0; day < DAYS; day++) {
        days.add(new TreeMap<>());
      }
      return days;
    }

    Days copy() {
      Days copy = none();
      for (int day = 0; day < DAYS; day++) {
        copy.guests.get(day).putAll(guests.get(day));
        copy.bills.get(day).putAll(bills.get(day));
      }
      return copy;
    }

    List<Map<Integer, Values>> of(String table) {
      return table.equals("guests") ? guests : bills;
    }

    boolean isAllowed() {
      for (int day = 0; day < DAYS; day++) {
        Map<Integer, Values> present = guests.get(day);
        long rooms = present.values().stream().map(Values::first).distinct().count();
        boolean haveGuests =
            bills.get(day).values().stream().allMatch(bill -> present.containsKey(bill.first));
        if (rooms < present.size() || !haveGuests) {
          return false;
        }
      }
      return true;
    }
  }

  private final SplittableRandom random;
  private final Connection connection;
  private Days days = Days.none();

  Portions(long seed) throws SQLException {
    this.random = new SplittableRandom(seed);
    this.connection = DriverManager.getConnection("jdbc:ewig:mem:");
    run("create table guests (id int primary key, room int unique, nights int)");
    run(
        "create table bills (id int primary key, guest int references guests (id)"
            + " on delete cascade on update cascade, euro int)");
  }

  /** Writes something, or is refused, or takes it back; empty if each day is as it should be. */
  String change() throws SQLException {
    Change change = random.nextInt(3) == 0 ? inserted() : changed(random.nextInt(3) == 0);
    boolean isTakenBack = random.nextInt(5) == 0;
    connection.setAutoCommit(!isTakenBack);
    String refusal = "";
    try {
      run(change.sql);
    } catch (SQLException e) {
      refusal = e.getSQLState();
    }
    if (isTakenBack) {
      connection.rollback();
    } else if (change.isAllowed) {
      days = change.days;
    }
    connection.setAutoCommit(true);
    boolean isAsWanted = change.isAllowed ? refusal.isEmpty() : refusal.startsWith("235");
    Days found = new Days(read("guests", "room, nights"), read("bills", "guest, euro"));
    return isAsWanted && found.equals(days)
        ? ""
        : change.sql + "\n" + refusal + "\n" + found + "\n" + days;
  }

  private Change inserted() {
    String table = table();
    int from = random.nextInt(DAYS);
    int to = from + 1 + random.nextInt(DAYS - from);
    int key = random.nextInt(KEYS);
    Values values = new Values(random.nextInt(KEYS), random.nextInt(4));
    Days next = days.copy();
    boolean isNew = true;
    for (int day = from; day < to; day++) {
      isNew &= next.of(table).get(day).put(key, values) == null;
    }
    String columns = table.equals("guests") ? "room, nights" : "guest, euro";
    String sql =
        ("insert into %s (id, %s, _valid_from, _valid_to) values (%d, %d, %d, %s, %s)")
            .formatted(table, columns, key, values.first, values.second, moment(from), moment(to));
    return new Change(sql, next, isNew && next.isAllowed());
  }

  private Change changed(boolean isDeletion) {
    String table = table();
    int from = random.nextInt(DAYS);
    int to = from + 1 + random.nextInt(DAYS - from);
    int key = random.nextInt(KEYS);
    int bound = random.nextInt(4);
    int step = 1 + random.nextInt(2);
    int day = random.nextInt(DAYS);
    boolean isByOthers = random.nextInt(3) == 0;
    boolean isKey = table.equals("guests") && random.nextInt(4) == 0;
    Map<Integer, Values> others = days.bills.get(day);
    Predicate<Map.Entry<Integer, Values>> isMeant =
        isByOthers
            ? row -> others.containsKey(row.getKey())
            : row -> row.getKey() == key || row.getValue().second > bound;
    String second = table.equals("guests") ? "nights" : "euro";
    String condition =
        isByOthers
            ? "id in (select id from bills for valid_time as of " + noon(day) + ")"
            : "id = " + key + " or " + second + " > " + bound;
    Days next = days.copy();
    boolean isAllowed = true;
    for (int at = from; at < to; at++) {
      isAllowed &= change(next, table, at, isMeant, isDeletion ? 0 : step, isKey);
    }
    String portion = " for portion of valid_time from " + moment(from) + " to " + moment(to);
    String set = isKey ? "id = id + " + step : second + " = " + second + " + " + step;
    String sql =
        isDeletion
            ? "delete from " + table + portion + " where " + condition
            : "update " + table + portion + " set " + set + " where " + condition;
    return new Change(sql, next, isAllowed && next.isAllowed());
  }

  /**
   * One day of it.
   *
   * @param step 0: rows go
   * @return whether no two rows have one key
   */
  private boolean change(
      Days next,
      String table,
      int day,
      Predicate<Map.Entry<Integer, Values>> isMeant,
      int step,
      boolean isKey) {
    Map<Integer, Values> after = new TreeMap<>();
    Map<Integer, Integer> moved = new TreeMap<>();
    boolean isAllowed = true;
    for (Map.Entry<Integer, Values> row : days.of(table).get(day).entrySet()) {
      int key = row.getKey();
      Values values = row.getValue();
      boolean isChanged = isMeant.test(row);
      if (isChanged && step == 0) {
        next.bills.get(day).values().removeIf(bill -> isGuest(table) && bill.first == key);
        continue;
      }
      int newKey = isChanged && isKey ? key + step : key;
      moved.put(key, newKey);
      Values changed = new Values(values.first, values.second + step);
      isAllowed &= after.put(newKey, isChanged && !isKey ? changed : values) == null;
    }
    if (isGuest(table)) {
      next.bills
          .get(day)
          .replaceAll((id, bill) -> new Values(moved.getOrDefault(bill.first, -1), bill.second));
      next.guests.set(day, after);
    } else {
      next.bills.set(day, after);
    }
    return isAllowed;
  }

  private static boolean isGuest(String table) {
    return table.equals("guests");
  }

  private String table() {
    return random.nextInt(3) == 0 ? "bills" : "guests";
  }

  private static String moment(int day) {
    return "timestamp '" + FIRST.plusDays(day) + " 00:00:00Z'";
  }

  private static String noon(int day) {
    return "timestamp '" + FIRST.plusDays(day) + " 12:00:00Z'";
  }

  private List<Map<Integer, Values>> read(String table, String columns) throws SQLException {
    List<Map<Integer, Values>> read = Days.emptyDays();
    String sql =
        "select id, %s, timestampdiff(day, %s, _valid_from), timestampdiff(day, %s, _valid_to)"
            + " from %s for valid_time all";
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(sql.formatted(columns, moment(0), moment(0), table))) {
      while (rows.next()) {
        for (int day = rows.getInt(4); day < rows.getInt(5); day++) {
          read.get(day).put(rows.getInt(1), new Values(rows.getInt(2), rows.getInt(3)));
        }
      }
    }
    return read;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
