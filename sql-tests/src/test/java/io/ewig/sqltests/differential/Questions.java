package io.ewig.sqltests.differential;

import java.util.List;
import java.util.SplittableRandom;

/** Random queries. */
final class Questions {

  private static final List<String> BOTH = List.of("t", "u");
  private static final List<String> ONE = List.of("t");

  private final SplittableRandom random;
  private final Expressions expressions;

  Questions(SplittableRandom random) {
    this.random = random;
    this.expressions = new Expressions(random);
  }

  String next() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> plain();
      case 2 -> grouped();
      case 3 -> set();
      case 4 -> windowed();
      default -> limited();
    };
  }

  private String from() {
    String joined = joined();
    return expressions.oneIn(4) ? derived(joined) : joined;
  }

  /** With what a query gives in place of the first table. */
  private String derived(String joined) {
    String rows =
        expressions.oneIn(2)
            ? "select max(id) as id, a, min(b) as b, sum(x) as x, max(s) as s, min(d) as d from t"
                + where(ONE)
                + " group by a"
            : "select id, a, b, x, s, d from t" + where(ONE);
    return "(" + rows + ") as t" + joined.substring(1);
  }

  private String joined() {
    return switch (random.nextInt(5)) {
      case 0 -> "t cross join u";
      case 1 -> "t join u on " + expressions.condition(BOTH, 1);
      case 2 -> "t left join u on " + expressions.condition(BOTH, 1);
      case 3 -> "t right join u on " + expressions.condition(BOTH, 1);
      default -> "t left join u on t.a = u.a and " + expressions.condition(BOTH, 1);
    };
  }

  private String where(List<String> tables) {
    return expressions.oneIn(4) ? "" : " where " + expressions.condition(tables, 2);
  }

  private String plain() {
    return "select "
        + (expressions.oneIn(4) ? "distinct " : "")
        + "t.id, u.id, "
        + expressions.value(BOTH, 2)
        + " from "
        + from()
        + where(BOTH);
  }

  private String aggregate(List<String> tables) {
    String distinct = expressions.oneIn(3) ? "distinct " : "";
    return switch (random.nextInt(6)) {
      case 0 -> "count(*)";
      case 1 -> "count(" + distinct + expressions.value(tables, 1) + ")";
      case 2 -> "sum(" + distinct + expressions.number(tables, 1) + ")";
      case 3 -> "min(" + expressions.value(tables, 1) + ")";
      case 4 -> "max(" + expressions.number(tables, 1) + ")";
      default ->
          "sum("
              + expressions.number(tables, 1)
              + ") filter (where "
              + expressions.condition(tables, 1)
              + ")";
    };
  }

  /** No constant, which would be the number of a column. */
  private String key() {
    String key = expressions.value(BOTH, 1);
    return key.contains(".") && !key.startsWith("1.5") ? key : "t.a";
  }

  private String grouped() {
    String key = key();
    boolean isAll = expressions.oneIn(3);
    return "select "
        + (isAll ? "" : key + ", ")
        + aggregate(BOTH)
        + ", "
        + aggregate(BOTH)
        + " from "
        + from()
        + where(BOTH)
        + (isAll ? "" : " group by " + key)
        + (expressions.oneIn(3) ? " having " + aggregate(BOTH) + " is not null" : "");
  }

  private String set() {
    String side = "select t.a, t.s from t" + where(ONE);
    String other = "select u.b, u.s from u where " + expressions.condition(List.of("u"), 1);
    String operation = expressions.any(List.of("union", "union all", "intersect", "except"));
    return side + " " + operation + " " + other;
  }

  private String windowed() {
    String function =
        expressions.any(
            List.of(
                "sum(t.a)",
                "count(t.b)",
                "max(t.x)",
                "min(t.s)",
                "first_value(t.a)",
                "last_value(t.b)"));
    String frame =
        expressions.any(
            List.of(
                "",
                " rows between 1 preceding and 1 following",
                " rows between unbounded preceding and 1 preceding",
                " range between 1 preceding and current row",
                " rows between current row and unbounded following"));
    String partition =
        expressions.oneIn(2) ? "" : "partition by " + expressions.number(ONE, 0) + " ";
    String over = " over (" + partition + "order by t.id" + frame + ")";
    String other =
        expressions.any(
            List.of("row_number()", "lag(t.a)", "lead(t.b, 2)", "dense_rank()", "ntile(3)"));
    return "select t.id, "
        + function
        + over
        + ", "
        + other
        + " over ("
        + partition
        + "order by t.id)"
        + " from t"
        + where(ONE);
  }

  private String limited() {
    String key = key();
    return "select * from (select t.id as i, u.id as j, "
        + key
        + " as k from "
        + from()
        + where(BOTH)
        + " order by "
        + key
        + expressions.any(List.of("", " desc"))
        + " nulls "
        + expressions.any(List.of("first", "last"))
        + ", t.id nulls first, u.id nulls first offset "
        + random.nextInt(3)
        + " rows fetch next 4 rows only) as q";
  }
}
