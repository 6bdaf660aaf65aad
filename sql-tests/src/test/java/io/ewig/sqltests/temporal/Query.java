package io.ewig.sqltests.temporal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random queries over two tables of columns {@code id, a, b, c}, whose names have yet to be put in
 * for {@value #FIRST} and {@value #SECOND}: what an optimizer may know of keys, nulls and indexes
 * is there to be misled by.
 */
final class Query {

  static final String FIRST = "{first}";
  static final String SECOND = "{second}";

  private static final List<String> COLUMNS = List.of("id", "a", "b", "c");
  private static final List<String> NUMBERS = List.of("id", "a", "b");
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final int VALUES = 12;

  private final SplittableRandom random;
  private int inner; // queries within that were named

  private Query(SplittableRandom random) {
    this.random = random;
  }

  static String random(SplittableRandom random) {
    return new Query(random).query();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String table() {
    return random.nextBoolean() ? FIRST : SECOND;
  }

  private String column(String alias) {
    return alias + "." + any(COLUMNS);
  }

  private String number(String alias) {
    return alias + "." + any(NUMBERS);
  }

  private String not() {
    return random.nextBoolean() ? "" : "not ";
  }

  private String query() {
    boolean isJoin = random.nextBoolean();
    List<String> names = isJoin ? List.of("x", "y") : List.of("x");
    String where = random.nextInt(5) < 3 ? " where " + condition(any(names), 2) : "";
    String rows = " from " + (isJoin ? join() : table() + " x") + where;
    return switch (random.nextInt(6)) {
      case 0 -> "select " + value(any(names)) + ", " + value(any(names)) + rows;
      case 1 -> "select distinct " + column(any(names)) + ", " + column(any(names)) + rows;
      case 2 -> "select " + aggregate(any(names)) + ", " + aggregate(any(names)) + rows;
      case 3 -> combined(rows);
      case 4 ->
          "select x.id, sum("
              + number(any(names))
              + ") over (partition by "
              + column(any(names))
              + ")"
              + rows;
      default -> grouped(names, rows);
    };
  }

  private String join() {
    String left =
        random.nextInt(3) > 0 ? table() : "(select distinct id, a, b, c from " + table() + ")";
    String how = any(List.of("join", "left join", "right join", "full join"));
    String on =
        any(
            List.of(
                "x.id = y.id", "x.b = y.b", "x.a = y.id", "x.b = y.id", "x.id = y.a and y.b > 3"));
    return left + " x " + how + " " + table() + " y on " + on;
  }

  private String grouped(List<String> names, String rows) {
    Set<String> groups = new LinkedHashSet<>(List.of(column(any(names))));
    if (random.nextBoolean()) {
      groups.add(column(any(names)));
    }
    String by = String.join(", ", groups);
    String first = aggregate(any(names));
    return "select " + by + ", " + first + ", " + aggregate(any(names)) + rows + " group by " + by;
  }

  private String combined(String rows) {
    String column = any(NUMBERS);
    String how =
        any(List.of("union", "union all", "intersect", "except", "intersect all", "except all"));
    String other = " select z." + column + " from " + table() + " z where " + condition("z", 1);
    return "select x." + column + rows + " " + how + other;
  }

  private String value(String alias) {
    return switch (random.nextInt(5)) {
      case 0 -> "coalesce(" + number(alias) + ", -1)";
      case 1 -> "case when " + condition(alias, 0) + " then " + number(alias) + " else 0 end";
      case 2 -> {
        String name = "s" + inner++;
        String of = any(List.of("max", "min", "count", "sum")) + "(" + number(name) + ")";
        yield "(select "
            + of
            + " from "
            + table()
            + " "
            + name
            + " where "
            + number(name)
            + " = "
            + number(alias)
            + ")";
      }
      default -> column(alias);
    };
  }

  private String aggregate(String alias) {
    return switch (random.nextInt(7)) {
      case 0 -> "count(*)";
      case 1 -> "count(" + column(alias) + ")";
      case 2 -> "count(distinct " + column(alias) + ")";
      case 3 -> "max(" + column(alias) + ")";
      case 4 -> "sum(" + number(alias) + ")";
      case 5 -> "sum(distinct " + number(alias) + ")";
      default -> "count(*) filter (where " + condition(alias, 0) + ")";
    };
  }

  /**
   * @param depth how many conditions and queries may stand within it, one in the other
   */
  private String condition(String alias, int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 4);
    return switch (kind) {
      case 0 -> number(alias) + " " + any(COMPARISONS) + " " + random.nextInt(VALUES);
      case 1 -> column(alias) + " is " + not() + "null";
      case 2 -> alias + ".c " + any(COMPARISONS) + " '" + any(List.of("x", "y", "z")) + "'";
      case 3 -> number(alias) + " " + not() + "in (" + list() + ")";
      case 4 -> "(" + condition(alias, depth - 1) + " and " + condition(alias, depth - 1) + ")";
      case 5 -> "(" + condition(alias, depth - 1) + " or " + condition(alias, depth - 1) + ")";
      case 6 -> "not (" + condition(alias, depth - 1) + ")";
      case 7 -> {
        String name = "s" + inner++;
        yield not()
            + "exists (select 1 from "
            + table()
            + " "
            + name
            + " where "
            + number(name)
            + " = "
            + number(alias)
            + " and "
            + condition(name, 0)
            + ")";
      }
      default -> {
        String name = "s" + inner++;
        yield number(alias)
            + " "
            + not()
            + "in (select "
            + number(name)
            + " from "
            + table()
            + " "
            + name
            + " where "
            + condition(name, 0)
            + ")";
      }
    };
  }

  private String list() {
    return random.nextInt(VALUES) + ", " + random.nextInt(VALUES) + ", " + random.nextInt(VALUES);
  }
}
