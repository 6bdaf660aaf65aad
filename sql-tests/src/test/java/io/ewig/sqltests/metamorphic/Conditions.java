package io.ewig.sqltests.metamorphic;

import java.util.List;
import java.util.SplittableRandom;

/** Random conditions over columns {@code t.a, t.b, t.s, u.a, u.c}, nulls and all. */
final class Conditions {

  private static final List<String> NUMBERS = List.of("t.a", "t.b", "u.a", "u.c");
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final SplittableRandom random;

  Conditions(SplittableRandom random) {
    this.random = random;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String condition(int depth) {
    if (depth > 0) {
      switch (random.nextInt(4)) {
        case 0:
          return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
        case 1:
          return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
        case 2:
          return "(not " + condition(depth - 1) + ")";
        default:
          break;
      }
    }
    return "(" + simple() + ")";
  }

  private String simple() {
    String number = number(1);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> number + " " + any(COMPARISONS) + " " + number(1);
      case 3 -> number + " is " + (random.nextBoolean() ? "" : "not ") + "null";
      case 4 -> number + " between " + number(0) + " and " + number(0);
      case 5 -> number + not() + " in (" + constant() + ", " + constant() + ", " + number(0) + ")";
      case 6 -> "t.s" + not() + " like '" + any(List.of("a%", "%b", "_", "%", "ab_")) + "'";
      case 7 ->
          number + not() + " in (select c from u as x where x.a " + any(COMPARISONS) + " t.a)";
      case 8 -> "(" + number + ", t.b)" + not() + " in (select a, c from u as x)";
      default -> not() + " exists (select 1 from t as y where y.b = " + number + ")";
    };
  }

  private String not() {
    return random.nextBoolean() ? "" : " not";
  }

  private String number(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return switch (random.nextInt(4)) {
        case 0 -> "(" + number(0) + " + " + number(0) + ")";
        case 1 -> "(" + number(0) + " * " + number(0) + ")";
        case 2 -> "coalesce(" + number(0) + ", " + number(0) + ")";
        default -> "case when " + simple() + " then " + number(0) + " else " + number(0) + " end";
      };
    }
    return random.nextInt(4) == 0 ? constant() : any(NUMBERS);
  }

  private String constant() {
    int value = random.nextInt(-1, 5);
    return value < 0 ? "cast(null as int)" : Integer.toString(value);
  }

  String join() {
    return switch (random.nextInt(4)) {
      case 0 -> "t cross join u";
      case 1 -> "t join u on " + condition(0);
      case 2 -> "t left join u on t.a = u.a";
      default -> "t full join u on t.b = u.c";
    };
  }
}
