package io.ewig.sqltests.vector;

import io.ewig.sqltests.vector.Orchard.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random questions about the rows of a table. */
final class OrchardReports {

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final SplittableRandom random;
  private final List<String> moments;

  OrchardReports(SplittableRandom random, List<String> moments) {
    this.random = random;
    this.moments = moments;
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private Column column() {
    return Happenings.any(Orchard.COLUMNS, random);
  }

  private String expression() {
    return oneIn(3)
        ? Happenings.any(OrchardWords.EXPRESSIONS, random)
        : Orchard.quoted(column().name());
  }

  String next() {
    return switch (random.nextInt(9)) {
      case 0 -> rows();
      case 3, 4 -> firstRows();
      case 1 -> "select distinct " + expression() + from() + where();
      case 2 -> oneIn(2) ? joined() : other();
      default -> grouped();
    };
  }

  private String rows() {
    return "select id, " + expression() + ", " + expression() + from() + where() + order();
  }

  private String order() {
    return oneIn(2)
        ? ""
        : " order by id" + (oneIn(3) ? " desc" : "") + " limit " + random.nextInt(1, 40);
  }

  /** Rows that the order holds for equal stay in that of the primary key. */
  private String firstRows() {
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String key = oneIn(6) ? expression() : Orchard.quoted(column().name());
      keys.add(key + Happenings.any(List.of("", "", " desc", " desc nulls last"), random));
    }
    return "select id, "
        + Orchard.quoted(column().name())
        + ", "
        + Orchard.quoted(column().name())
        + from()
        + where()
        + " order by "
        + String.join(", ", keys)
        + (oneIn(6) ? "" : " limit " + random.nextInt(oneIn(5) ? 800 : 30))
        + (oneIn(4) ? " offset " + random.nextInt(20) : "");
  }

  private String joined() {
    return "select s.name, count(*), min(t.id), max(t.name)"
        + from()
        + " t join (values (1, 'one'), (2, 'two')) as s (n, name) on s.n = mod(t.id, 5)"
        + " group by s.name";
  }

  private String other() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        String expression = expression();
        yield "select "
            + expression
            + from()
            + where()
            + any(OrchardWords.SET_OPERATIONS)
            + "select "
            + expression
            + from()
            + where();
      }
      case 1 -> windows();
      case 2 ->
          "select id, small"
              + from()
              + where()
              + " order by small fetch first "
              + random.nextInt(1, 20)
              + " rows with ties";
      default ->
          "select id from tree where "
              + expression()
              + any(List.of(" in", " not in"))
              + " (select "
              + expression()
              + from()
              + where()
              + ")";
    };
  }

  private String windows() {
    String over =
        (oneIn(3) ? "" : "partition by " + expression() + " ")
            + "order by "
            + Orchard.quoted(column().name())
            + ", id";
    String call = oneIn(2) ? any(OrchardWords.WINDOWS) : aggregate();
    return "select id, " + call + " over (" + over + ") w" + from() + where();
  }

  private String grouped() {
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(expression());
    }
    List<String> columns = new ArrayList<>(keys);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      columns.add(aggregate());
    }
    return "select "
        + String.join(", ", columns)
        + from()
        + where()
        + (keys.isEmpty() ? "" : " group by " + groups(String.join(", ", keys)))
        + (oneIn(6) ? " having count(*) > 3" : "");
  }

  private String groups(String keys) {
    return oneIn(5) ? any(List.of("rollup", "cube")) + "(" + keys + ")" : keys;
  }

  private String aggregate() {
    String call =
        switch (random.nextInt(10)) {
          case 0 -> "count(*)";
          case 1 -> "count(" + expression() + ")";
          case 2 -> "count(distinct " + expression() + ")";
          case 3 -> "min(" + expression() + ")";
          case 4 -> "max(" + expression() + ")";
          case 5 -> "avg(" + Happenings.any(OrchardWords.NUMBERS, random) + ")";
          case 6 -> "sum(distinct " + Happenings.any(OrchardWords.NUMBERS, random) + ")";
          case 7 -> any(OrchardWords.OTHER_AGGREGATES);
          default -> "sum(" + Happenings.any(OrchardWords.NUMBERS, random) + ")";
        };
    return oneIn(5) ? call + " filter (where " + condition(0) + ")" : call;
  }

  private String from() {
    return " from tree"
        + (oneIn(4) ? " for branch 'dev'" : "")
        + (oneIn(3) ? " for system_time " + asOf() : "")
        + (oneIn(8) ? " for valid_time " + valid() : "");
  }

  private String asOf() {
    return switch (random.nextInt(12)) {
      case 0 -> "all";
      case 1 -> "between " + moment() + " and " + moment();
      case 2 -> "from " + moment() + " to " + moment();
      default -> "as of " + moment();
    };
  }

  private String valid() {
    return switch (random.nextInt(5)) {
      case 0 -> "all";
      case 1 ->
          "between timestamp '2026-01-03 00:00:00' and timestamp '20"
              + random.nextInt(20, 30)
              + "-06-01 00:00:00'";
      default -> "as of timestamp '2026-06-01 00:00:00'";
    };
  }

  private String moment() {
    return Orchard.near(moments, random);
  }

  private String any(List<String> of) {
    return Happenings.any(of, random);
  }

  private String where() {
    return oneIn(3) ? "" : " where " + condition(2);
  }

  private String condition(int depth) {
    if (depth > 0 && oneIn(2)) {
      String left = condition(depth - 1);
      return switch (random.nextInt(4)) {
        case 0, 1 -> left + " and " + condition(depth - 1);
        case 2 -> "(" + left + " or " + condition(depth - 1) + ")";
        default -> "not (" + left + ")";
      };
    }
    Column column = column();
    String name = Orchard.quoted(column.name());
    String literal = Happenings.any(column.literals(), random);
    return switch (random.nextInt(9)) {
      case 6 -> any(OrchardWords.CONDITIONS);
      case 0 -> name + " is" + (oneIn(2) ? " not" : "") + " null";
      case 1 -> "name like '" + (oneIn(2) ? "%a%" : "o%") + "'";
      case 2 -> "id between " + random.nextInt(Orchard.ROWS) + " and " + random.nextInt(800);
      case 4 -> {
        String other = Happenings.any(column.literals(), random);
        yield "(" + name + " > " + literal + " and " + name + " <= " + other + ")";
      }
      case 3 -> literal + " " + Happenings.any(COMPARISONS, random) + " " + name;
      default -> name + " " + Happenings.any(COMPARISONS, random) + " " + literal;
    };
  }
}
