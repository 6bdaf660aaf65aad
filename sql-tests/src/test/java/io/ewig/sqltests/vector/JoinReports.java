package io.ewig.sqltests.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random questions that join the rows of a table with themselves, with events and with others. */
final class JoinReports {

  private static final List<String> NUMBERS =
      List.of("id", "tiny", "small", "whole", "large", "later", "mod(id, 7)", "char_length(name)");

  private static final List<String> TEXTS = List.of("name", "code", "remark", "upper(name)");

  private static final List<String> OTHERS =
      List.of(
          "ripe",
          "\"day\"",
          "\"moment\"",
          "price",
          "fine",
          "uid",
          "bytes",
          "span",
          "age",
          "list",
          "_system_from");

  private static final List<String> JOINS =
      List.of("join", "left join", "right join", "full join", "join", "left join");

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  /** Relations with the columns id, name and whole; the last has few of them. */
  private static final List<String> RELATIONS =
      List.of(
          "(select id, name, whole from tree where id < 50)",
          "(select max(id) id, name, count(*) whole from tree group by name)",
          "(values (1, 'oak', 70000), (3, 'öak', 0), (3, 'oak ', -5), (cast(null as integer),"
              + " 'oak', 0)) ",
          "(select seq id, type name, origin_seq whole from ewig.events where seq < 300)",
          "(select a.id, b.name, a.whole from tree a join tree b on a.id = b.id + 3)",
          "(select id, cast(null as varchar) name, whole from tree where id > 380)",
          "(select id, name, 10 / whole from tree where whole <> 0 and id < 90)",
          "(select id, name, small from tree where id < 40 union select 7, name, tiny from tree)");

  private final SplittableRandom random;
  private final List<String> moments;

  JoinReports(SplittableRandom random, List<String> moments) {
    this.random = random;
    this.moments = moments;
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private String any(List<String> of) {
    return Happenings.any(of, random);
  }

  String next() {
    return switch (random.nextInt(6)) {
      case 0 -> half();
      case 1 -> rows();
      case 2 -> three();
      default -> grouped();
    };
  }

  // ---- sides

  private String tree() {
    return "tree"
        + (oneIn(4) ? " for branch 'dev'" : "")
        + (oneIn(4) ? " for system_time as of " + Orchard.near(moments, random) : "");
  }

  /** Two sides and what is asked of pairs, with the names a and b. */
  private String sides() {
    boolean isOther = oneIn(3);
    String other = isOther ? any(RELATIONS) + " as b (id, name, whole)" : tree() + " b";
    boolean isTurned = oneIn(3);
    String own = tree() + " a";
    return (isTurned ? other : own)
        + " "
        + any(JOINS)
        + " "
        + (isTurned ? own : other)
        + " on "
        + condition(isOther);
  }

  private String condition(boolean isOther) {
    List<String> all = new ArrayList<>();
    all.add(equality(isOther));
    if (oneIn(4)) {
      all.add(equality(isOther));
    }
    if (oneIn(3)) {
      all.add("a.id " + any(COMPARISONS) + " b.whole");
    }
    if (oneIn(4)) {
      all.add(oneIn(2) ? "a.name || b.name like '%k%'" : "b.id < " + random.nextInt(400));
    }
    return String.join(" and ", all);
  }

  private String equality(boolean isOther) {
    String equal = oneIn(6) ? " is not distinct from " : " = ";
    if (isOther) {
      return oneIn(2) ? "a.name" + equal + "b.name" : column("a", numbers()) + equal + "b.id";
    } else if (oneIn(3)) {
      return "a.id" + equal + column("b", numbers());
    }
    List<String> kind = oneIn(3) ? OTHERS : TEXTS;
    if (kind == OTHERS) {
      String column = any(OTHERS);
      return column("a", column) + equal + column("b", column) + " and b.id < 60";
    }
    return column("a", any(kind)) + equal + column("b", any(kind)) + " and a.id < 60";
  }

  private String numbers() {
    return any(NUMBERS);
  }

  /** An expression over columns that have no name of a side yet. */
  private static String column(String side, String expression) {
    int open = expression.indexOf('(');
    return open < 0
        ? side + "." + expression
        : expression.substring(0, open + 1) + side + "." + expression.substring(open + 1);
  }

  // ---- questions

  private String rows() {
    return "select a.id, a.name, b.id, b.whole, b.name from " + sides() + where();
  }

  private String where() {
    return switch (random.nextInt(5)) {
      case 0 -> " where b.id is null";
      case 1 -> " where a.id < " + random.nextInt(400);
      case 2 -> " where coalesce(b.whole, 0) " + any(COMPARISONS) + " 0";
      case 3 -> " where b.whole <> 0 and 100 / b.whole > 10";
      default -> "";
    };
  }

  private String half() {
    String in = oneIn(2) ? "in" : "not in";
    String exists = oneIn(2) ? "exists" : "not exists";
    String asked =
        oneIn(2)
            ? column("a", numbers())
                + " "
                + in
                + " (select b.whole from "
                + tree()
                + " b where "
                + "b.id < 90)"
            : exists + " (select 1 from " + tree() + " b where " + condition(false) + ")";
    return "select "
        + (oneIn(2) ? "a.id, a.name" : "count(*), min(a.name), sum(a.whole)")
        + " from "
        + tree()
        + " a where "
        + asked;
  }

  private String three() {
    return "select b.name, count(*), sum(c.whole), max(a.id) from "
        + sides()
        + (oneIn(2) ? " left join " : " join ")
        + tree()
        + " c on c.id = "
        + (oneIn(2) ? "a.id" : "b.whole")
        + where()
        + " group by b.name";
  }

  private String grouped() {
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(side() + any(List.of("name", "whole", "id")));
    }
    List<String> columns = new ArrayList<>(keys);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      columns.add(aggregate());
    }
    return "select "
        + String.join(", ", columns)
        + " from "
        + sides()
        + where()
        + (keys.isEmpty() ? "" : " group by " + String.join(", ", keys));
  }

  private String side() {
    return oneIn(2) ? "a." : "b.";
  }

  private String aggregate() {
    String column = side() + any(List.of("name", "whole", "id"));
    String call =
        switch (random.nextInt(7)) {
          case 0 -> "count(" + column + ")";
          case 1 -> "count(distinct " + column + ")";
          case 2 -> "min(" + column + ")";
          case 3 -> "max(" + column + ")";
          case 4 -> "sum(" + side() + "whole)";
          case 5 -> "sum(a.id - b.whole)";
          default -> "count(*)";
        };
    return oneIn(5) ? call + " filter (where " + side() + "id > 100)" : call;
  }
}
