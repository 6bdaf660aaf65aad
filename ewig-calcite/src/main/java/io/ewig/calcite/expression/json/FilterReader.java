package io.ewig.calcite.expression.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.value.Order;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the filters of paths. Unknown counts as false; a missing item equals nothing. */
final class FilterReader {

  /** Gives the items that an operand stands for. */
  private interface Operand {
    List<Json> items(Json item, Path.Walk walk);
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
      filter = (item, walk) -> left.holds(item, walk) || right.holds(item, walk);
    }
    depth--;
    return filter;
  }

  private Steps.Filter conjunction() {
    Steps.Filter filter = term();
    while (in.take("&&")) {
      Steps.Filter left = filter;
      Steps.Filter right = term();
      filter = (item, walk) -> left.holds(item, walk) && right.holds(item, walk);
    }
    return filter;
  }

  private Steps.Filter term() {
    if (in.take("!")) {
      in.require("(");
      Steps.Filter inner = filter();
      in.require(")");
      return (item, walk) -> !inner.holds(item, walk);
    }
    if (in.word("exists")) {
      in.require("(");
      Operand operand = operand();
      in.require(")");
      return (item, walk) -> !operand.items(item, walk).isEmpty();
    }
    if (in.take("(")) {
      Steps.Filter inner = filter();
      in.require(")");
      return inner;
    }
    return comparison(operand());
  }

  private Operand operand() {
    boolean isCurrent = in.take("@");
    if (isCurrent || in.take("$")) {
      List<Path.Step> steps = in.steps();
      return (item, walk) ->
          Path.follow(steps, isCurrent ? item : walk.root(), new Path.Walk(walk.root(), true));
    }
    Json literal = in.literal();
    if (literal == null) {
      throw in.refused("has no operand in a filter");
    }
    List<Json> one = List.of(literal);
    return (item, walk) -> one;
  }

  private Steps.Filter comparison(Operand left) {
    if (in.word("starts")) {
      if (!in.word("with")) {
        throw in.refused("has starts without with");
      }
      String head = in.string();
      return any(left, item -> item instanceof JsonText text && text.value().startsWith(head));
    }
    if (in.word("like_regex")) {
      String pattern = in.string();
      boolean ignoresCase = in.word("flag") && in.string().contains("i");
      Pattern regex = pattern(pattern, ignoresCase);
      return any(left, item -> item instanceof JsonText text && regex.matcher(text.value()).find());
    }
    String sign = sign();
    Operand right = operand();
    return (item, walk) -> {
      List<Json> others = right.items(item, walk);
      for (Json a : left.items(item, walk)) {
        for (Json b : others) {
          if (holds(a, sign, b)) {
            return true;
          }
        }
      }
      return false;
    };
  }

  private Pattern pattern(String pattern, boolean ignoresCase) {
    try {
      return Pattern.compile(pattern, ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw in.refused("has no regular expression after like_regex: " + e.getDescription());
    }
  }

  private static Steps.Filter any(Operand operand, Predicate<Json> test) {
    return (item, walk) -> operand.items(item, walk).stream().anyMatch(test);
  }

  private String sign() {
    for (String sign : List.of("==", "!=", "<>", "<=", ">=", "<", ">")) {
      if (in.take(sign)) {
        return sign;
      }
    }
    throw in.refused("has no comparison in a filter");
  }

  private static boolean holds(Json a, String sign, Json b) {
    Integer order = order(a, b);
    return switch (sign) {
      case "==" -> order != null && order == 0;
      case "!=", "<>" -> order != null ? order != 0 : a == JsonNull.NULL || b == JsonNull.NULL;
      case "<" -> order != null && order < 0;
      case "<=" -> order != null && order <= 0;
      case ">" -> order != null && order > 0;
      default -> order != null && order >= 0;
    };
  }

  /** Null if the two cannot be compared. */
  private static @Nullable Integer order(Json a, Json b) {
    if (a instanceof JsonNumber x && b instanceof JsonNumber y) {
      return x.decimal().compareTo(y.decimal());
    }
    if (a instanceof JsonText x && b instanceof JsonText y) {
      return Order.texts(x.value(), y.value());
    }
    if (a instanceof JsonBoolean x && b instanceof JsonBoolean y) {
      return Boolean.compare(x.value(), y.value());
    }
    return a == JsonNull.NULL && b == JsonNull.NULL ? 0 : null;
  }
}
