package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Conditions that compare: {@code = <> < <= > >=}, BETWEEN, IN. */
final class Comparison {

  /** What a text literal becomes beside something of that sort. */
  private static final Map<Sort, Type> READABLE =
      Map.of(
          Sort.DATE, Type.DATE,
          Sort.TIME, Type.TIME,
          Sort.TIMESTAMP, Type.TIMESTAMP,
          Sort.INSTANT, Type.TIMESTAMP_WITH_TIME_ZONE,
          Sort.MONTHS, Type.INTERVAL_YEAR_TO_MONTH,
          Sort.DURATION, Type.INTERVAL_DAY_TO_SECOND,
          Sort.UUID, Type.UUID);

  /** What orders the values of a sort; the sorts of numbers share one. */
  private static final Map<Sort, Type> ORDERED =
      Map.of(
          Sort.BOOLEAN, Type.BOOLEAN,
          Sort.TEXT, Type.VARCHAR,
          Sort.BYTES, Type.VARBINARY,
          Sort.DATE, Type.DATE,
          Sort.TIME, Type.TIME,
          Sort.TIMESTAMP, Type.TIMESTAMP,
          Sort.INSTANT, Type.TIMESTAMP_WITH_TIME_ZONE,
          Sort.MONTHS, Type.INTERVAL_YEAR_TO_MONTH,
          Sort.DURATION, Type.INTERVAL_DAY_TO_SECOND,
          Sort.UUID, Type.UUID);

  private final Source source;

  Comparison(Source source) {
    this.source = source;
  }

  static boolean isOperator(Token token) {
    return token.kind() == Token.Kind.SYMBOL
        && switch (token.text()) {
          case "=", "<>", "!=", "<", "<=", ">", ">=" -> true;
          default -> false;
        };
  }

  Expression compare(Token operator, Expression left, Expression right) {
    return compare(operator.text(), operator.at(), left, right);
  }

  private Expression compare(String operator, int at, Expression left, Expression right) {
    Expression a = readAs(right.sort(), left);
    Expression b = readAs(left.sort(), right);
    Order order = order(at, a.sort(), b.sort());
    IntPredicate wanted = wanted(operator);
    return Expression.computed(
        Sort.BOOLEAN,
        at,
        row -> {
          Object x = a.value(row);
          Object y = x == null ? null : b.value(row);
          return (x == null || y == null) ? null : wanted.test(order.compare(x, y));
        });
  }

  /** IS DISTINCT FROM: nulls are like each other, and like nothing else. */
  Expression distinct(int at, Expression left, Expression right) {
    Expression same = compare("=", at, left, right);
    return Expression.computed(
        Sort.BOOLEAN,
        at,
        row -> {
          Object equal = same.value(row);
          return equal == null
              ? (left.value(row) == null) != (right.value(row) == null)
              : !(Boolean) equal;
        });
  }

  private static IntPredicate wanted(String operator) {
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      case ">=" -> order -> order >= 0;
      default -> order -> order != 0;
    };
  }

  /** {@code x >= low AND x <= high}. */
  Expression between(int at, Expression x, Expression low, Expression high) {
    return Logic.and(at, List.of(compare(">=", at, x, low), compare("<=", at, x, high)));
  }

  /** {@code x = a OR x = b ...}; UNKNOWN if a null is among them and nothing else fits. */
  Expression in(int at, Expression x, List<Expression> choices) {
    List<Expression> equalities = new ArrayList<>();
    choices.forEach(choice -> equalities.add(compare("=", at, x, choice)));
    return Logic.or(at, equalities);
  }

  /** How two values of known sorts are ordered. */
  @FunctionalInterface
  private interface Order {
    int compare(Object a, Object b);
  }

  private Order order(int at, Sort a, Sort b) {
    if (a == Sort.NULL || b == Sort.NULL) {
      return (x, y) -> 0; // never asked: a null decides before
    }
    if (a.isExact() && b.isExact()) {
      return (x, y) -> ((BigDecimal) x).compareTo((BigDecimal) y);
    }
    if (a.isNumeric() && b.isNumeric()) {
      return (x, y) -> Double.compare(Expression.asDouble(x), Expression.asDouble(y));
    }
    Type type = a == b ? ORDERED.get(a) : null;
    if (type == null) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          at,
          a.shown() + " and " + b.shown() + " can't be compared; compare like with like");
    }
    return type::compare;
  }

  /** A text literal beside a date is a date, and so on. */
  private Expression readAs(Sort other, Expression expression) {
    Type type = READABLE.get(other);
    if (type == null || expression.sort() != Sort.TEXT || !expression.isLiteral()) {
      return expression;
    }
    return literal(type, other, expression.at(), expression.constant());
  }

  /** A literal such as {@code DATE '2026-01-31'}. */
  Expression literal(Type type, Sort sort, int at, @Nullable Object text) {
    try {
      return Expression.literal(sort, at, text == null ? null : type.accept(text));
    } catch (UserException e) {
      throw source.error(e.code(), at, "'" + text + "' is not " + sort.shown() + "; mend it");
    }
  }
}
