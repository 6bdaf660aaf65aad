package io.ewig.sqltests.differential;

import java.util.List;
import java.util.SplittableRandom;

/** Random expressions over rows of {@code t} and {@code u}, or of one with another name. */
final class Expressions {

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final SplittableRandom random;
  private int names;

  Expressions(SplittableRandom random) {
    this.random = random;
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  // ---- values

  String value(List<String> tables, int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> text(tables, depth);
      case 1 -> date(tables, depth);
      default -> number(tables, depth);
    };
  }

  String number(List<String> tables, int depth) {
    if (depth == 0 || oneIn(3)) {
      return oneIn(4) ? constant() : any(tables) + "." + any(List.of("id", "a", "b", "x"));
    }
    String left = number(tables, depth - 1);
    String right = number(tables, depth - 1);
    return switch (random.nextInt(13)) {
      case 0 -> "(" + left + " + " + right + ")";
      case 1 -> "(" + left + " - " + right + ")";
      case 2 -> "(" + left + " * " + right + ")";
      case 3 -> "(" + any(tables) + ".a / " + any(List.of("2", "3", "-2")) + ")";
      case 4 -> "mod(" + any(tables) + ".b, 3)";
      case 5 -> "coalesce(" + left + ", " + right + ")";
      case 6 -> "nullif(" + left + ", " + right + ")";
      case 7 ->
          "case when " + condition(tables, depth - 1) + " then " + left + " else " + right + " end";
      case 8 -> "case " + left + " when " + right + " then 1 when 2 then " + left + " end";
      case 9 -> "abs(" + left + ")";
      case 10 -> "char_length(" + text(tables, depth - 1) + ")";
      case 11 -> "extract(day from " + date(tables, depth - 1) + ")";
      default -> scalar(tables, depth - 1);
    };
  }

  private String constant() {
    return any(List.of("0", "1", "2", "3", "-1", "1.5", "cast(null as int)"));
  }

  String text(List<String> tables, int depth) {
    if (depth == 0 || oneIn(3)) {
      return oneIn(4) ? any(List.of("'a'", "'ab'", "''", "'bc'")) : any(tables) + ".s";
    }
    String left = text(tables, depth - 1);
    String right = text(tables, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> "(" + left + " || " + right + ")";
      case 1 -> "upper(" + left + ")";
      case 2 -> "substring(" + left + " from 1 for 2)";
      case 3 -> "coalesce(" + left + ", " + right + ")";
      case 4 -> "trim(both 'a' from " + left + ")";
      default -> "cast(" + any(tables) + ".a as varchar(5))";
    };
  }

  String date(List<String> tables, int depth) {
    if (depth == 0 || oneIn(3)) {
      return oneIn(4) ? "date '2026-01-30'" : any(tables) + ".d";
    }
    return any(
        List.of(
            "(" + date(tables, depth - 1) + " + interval '1' day)",
            "(" + date(tables, depth - 1) + " - interval '1' month)",
            "coalesce(" + date(tables, 0) + ", " + date(tables, 0) + ")"));
  }

  // ---- subqueries

  private String alias() {
    return "q" + names++;
  }

  private List<String> with(List<String> tables, String alias) {
    return oneIn(4) ? List.of(alias) : List.of(alias, any(tables), alias);
  }

  private String scalar(List<String> tables, int depth) {
    String alias = alias();
    List<String> visible = with(tables, alias);
    String aggregate =
        any(
            List.of(
                "count(*)",
                "min(" + alias + "." + any(List.of("id", "x")) + ")",
                "max(" + alias + ".b + " + number(visible, depth) + ")",
                "sum(" + alias + ".a)"));
    return "(select " + aggregate + subquery(alias, visible, depth) + ")";
  }

  private String subquery(String alias, List<String> visible, int depth) {
    return " from "
        + any(List.of("t", "u"))
        + " as "
        + alias
        + (oneIn(4) ? "" : " where " + condition(visible, depth));
  }

  // ---- conditions

  String condition(List<String> tables, int depth) {
    if (depth > 0 && oneIn(2)) {
      String left = condition(tables, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 -> "(" + left + " and " + condition(tables, depth - 1) + ")";
        case 1 -> "(" + left + " or " + condition(tables, depth - 1) + ")";
        default -> "(not " + left + ")";
      };
    }
    return "(" + simple(tables, Math.max(0, depth - 1)) + ")";
  }

  private String simple(List<String> tables, int depth) {
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> number(tables, depth) + " " + any(COMPARISONS) + " " + number(tables, depth);
      case 3 -> text(tables, depth) + " " + any(COMPARISONS) + " " + text(tables, depth);
      case 4 -> date(tables, depth) + " " + any(COMPARISONS) + " " + date(tables, depth);
      case 5 -> value(tables, depth) + " is" + not() + " null";
      case 6 ->
          number(tables, depth)
              + not()
              + " between "
              + number(tables, depth)
              + " and "
              + number(tables, depth);
      case 7 ->
          number(tables, depth) + not() + " in (" + constant() + ", " + number(tables, 0) + ")";
      case 8 ->
          text(tables, depth)
              + not()
              + " like '"
              + any(List.of("a%", "%b", "_", "%", "ab_", "_!_%"))
              + "' escape '!'";
      case 9 -> asked(tables, depth);
      default -> number(tables, depth) + " is" + not() + " distinct from " + number(tables, depth);
    };
  }

  private String asked(List<String> tables, int depth) {
    String alias = alias();
    List<String> visible = with(tables, alias);
    String rows = subquery(alias, visible, depth) + ")";
    return switch (random.nextInt(4)) {
      case 0 -> not() + " exists (select 1" + rows;
      case 1 ->
          number(tables, depth)
              + not()
              + " in (select "
              + alias
              + "."
              + any(List.of("a", "b"))
              + rows;
      case 2 ->
          "("
              + known(tables)
              + ", "
              + known(tables)
              + ")"
              + not()
              + " in (select "
              + known(List.of(alias))
              + ", "
              + known(List.of(alias))
              + rows;
      default -> number(tables, depth) + " " + quantified() + " (select " + alias + ".a" + rows;
    };
  }

  /** To H2, nothing equals all of no rows. */
  private String quantified() {
    String comparison = any(COMPARISONS);
    return comparison + (comparison.equals("=") ? " any" : any(List.of(" all", " any")));
  }

  /** H2 takes a row with a null for unequal to none. */
  private String known(List<String> tables) {
    return "coalesce(" + number(tables, 0) + ", 2)";
  }

  private String not() {
    return random.nextBoolean() ? "" : " not";
  }
}
