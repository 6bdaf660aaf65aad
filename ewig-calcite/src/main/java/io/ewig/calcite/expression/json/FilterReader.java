package io.ewig.calcite.expression.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ewig.calcite.expression.Condition;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.value.Order;
import java.util.List;
import java.util.function.Predicate;

/** Reads the filters of paths; a missing item equals nothing. */
final class FilterReader {

  /** Gives the items that an operand stands for. */
  private interface Operand {
    List<Json> items(Json item, Path.Walk walk);
  }

  /** What is asked of one item: an answer by the numbers of {@link Condition}. */
  private interface Question {
    int truth(Json item);
  }

  private static final int DEPTH_MAX = 100;

  private final PathReader in;
  private int depth;

  FilterReader(PathReader in) {
    this.in = in;
  }

  Steps.Filter filter() {
    if (++depth > DEPTH_MAX) {
      throw in.refused("nests its filters too deep");
    }
    Steps.Filter filter = conjunction();
    while (in.take("||")) {
      Steps.Filter left = filter;
      Steps.Filter right = conjunction();
      filter =
          (item, walk) -> {
            int truth = left.truth(item, walk);
            return truth == Condition.TRUE ? truth : Math.max(truth, right.truth(item, walk));
          };
    }
    depth--;
    return filter;
  }

  private Steps.Filter conjunction() {
    Steps.Filter filter = term();
    while (in.take("&&")) {
      Steps.Filter left = filter;
      Steps.Filter right = term();
      filter =
          (item, walk) -> {
            int truth = left.truth(item, walk);
            return truth == Condition.FALSE ? truth : Math.min(truth, right.truth(item, walk));
          };
    }
    return filter;
  }

  private Steps.Filter term() {
    if (in.take("!")) {
      in.require("(");
      Steps.Filter inner = filter();
      in.require(")");
      return (item, walk) -> -inner.truth(item, walk);
    }
    if (in.word("exists")) {
      in.require("(");
      Operand operand = operand();
      in.require(")");
      return known((item, walk) -> Condition.of(!operand.items(item, walk).isEmpty()));
    }
    if (in.take("(")) {
      Steps.Filter inner = filter();
      in.require(")");
      return inner;
    }
    return known(comparison(operand()));
  }

  /** Unknown where an operand fails. */
  private static Steps.Filter known(Steps.Filter filter) {
    return (item, walk) -> {
      try {
        return filter.truth(item, walk);
      } catch (UserException e) {
        Lookup.requireOfData(e);
        return Condition.UNKNOWN;
      }
    };
  }

  private Operand operand() {
    boolean isCurrent = in.take("@");
    if (isCurrent || in.take("$")) {
      List<Path.Step> steps = in.steps();
      return (item, walk) -> Path.follow(steps, isCurrent ? item : walk.root(), walk);
    }
    Json literal = in.literal();
    if (literal == null) {
      throw in.refused("has no operand in a filter");
    }
    List<Json> one = List.of(literal);
    return (item, walk) -> one;
  }

  /** What is compared in a lax path: of an array its elements. */
  private static List<Json> compared(Operand operand, Json item, Path.Walk walk) {
    List<Json> items = operand.items(item, walk);
    if (!walk.isLax() || items.stream().noneMatch(JsonArray.class::isInstance)) {
      return items;
    }
    Items all = new Items(walk.execution());
    for (Json each : items) {
      if (each instanceof JsonArray array) {
        array.forEach(all::add);
      } else {
        all.add(each);
      }
    }
    return all.toList();
  }

  private Steps.Filter comparison(Operand left) {
    if (in.word("starts")) {
      if (!in.word("with")) {
        throw in.refused("has starts without with");
      }
      String head = in.string();
      return ofTexts(left, text -> text.startsWith(head));
    }
    if (in.word("like_regex")) {
      String pattern = in.string();
      boolean ignoresCase = in.word("flag") && in.string().contains("i");
      Pattern regex = pattern(pattern, ignoresCase);
      return ofTexts(left, text -> regex.matcher(text).find());
    }
    String sign = sign();
    Operand right = operand();
    return (item, walk) -> {
      List<Json> others = compared(right, item, walk);
      return any(
          compared(left, item, walk),
          walk,
          each -> any(others, walk, other -> truth(each, sign, other)));
    };
  }

  private Pattern pattern(String pattern, boolean ignoresCase) {
    try {
      return Pattern.compile(pattern, ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw in.refused("has no regular expression after like_regex: " + e.getDescription());
    }
  }

  private static Steps.Filter ofTexts(Operand operand, Predicate<String> test) {
    Question question =
        each ->
            each instanceof JsonText text
                ? Condition.of(test.test(text.value()))
                : Condition.UNKNOWN;
    return (item, walk) -> any(compared(operand, item, walk), walk, question);
  }

  /** A lax path is content with one that it is true for; a strict one wants to know it of all. */
  private static int any(List<Json> items, Path.Walk walk, Question question) {
    int all = Condition.FALSE;
    for (Json each : items) {
      walk.execution().tick();
      int truth = question.truth(each);
      if (truth == (walk.isLax() ? Condition.TRUE : Condition.UNKNOWN)) {
        return truth;
      }
      all = Math.max(all, truth);
    }
    return all;
  }

  private String sign() {
    for (String sign : List.of("==", "!=", "<>", "<=", ">=", "<", ">")) {
      if (in.take(sign)) {
        return sign;
      }
    }
    throw in.refused("has no comparison in a filter");
  }

  /** A null differs from all else; other values of different types can't be compared. */
  private static int truth(Json a, String sign, Json b) {
    boolean isUnequal = sign.equals("!=") || sign.equals("<>");
    if (a instanceof JsonNumber x && b instanceof JsonNumber y) {
      return holds(x.decimal().compareTo(y.decimal()), sign);
    }
    if (a instanceof JsonText x && b instanceof JsonText y) {
      return holds(Order.texts(x.value(), y.value()), sign);
    }
    if (a instanceof JsonBoolean x && b instanceof JsonBoolean y) {
      return holds(Boolean.compare(x.value(), y.value()), sign);
    }
    if (a == JsonNull.NULL && b == JsonNull.NULL) {
      return holds(0, sign);
    }
    boolean isOneNull = a == JsonNull.NULL || b == JsonNull.NULL;
    return isOneNull ? Condition.of(isUnequal) : Condition.UNKNOWN;
  }

  private static int holds(int order, String sign) {
    return Condition.of(
        switch (sign) {
          case "==" -> order == 0;
          case "!=", "<>" -> order != 0;
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        });
  }
}
