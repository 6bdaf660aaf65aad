package io.ewig.engine.check.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. */
final class NumberFunctions {

  private NumberFunctions() {}

  static @Nullable Expression of(Arguments arguments, Arithmetic arithmetic) {
    return switch (arguments.name().lowerCase()) {
      case "abs" -> abs(arguments);
      case "floor" -> whole(arguments, RoundingMode.FLOOR);
      case "ceil", "ceiling" -> whole(arguments, RoundingMode.CEILING);
      case "round" -> rounded(arguments, RoundingMode.HALF_UP);
      case "trunc", "truncate" -> rounded(arguments, RoundingMode.DOWN);
      case "mod" -> modulo(arguments, arithmetic);
      default -> null;
    };
  }

  private static Expression abs(Arguments arguments) {
    arguments.requireSize(1, 1);
    Expression only = arguments.number(0);
    return arguments.computed(
        only.sort(),
        row -> {
          Object number = only.value(row);
          if (number instanceof BigDecimal decimal) {
            return decimal.abs();
          }
          return number == null ? null : Math.abs((Double) number);
        });
  }

  private static Expression whole(Arguments arguments, RoundingMode mode) {
    arguments.requireSize(1, 1);
    return rounded(arguments, mode);
  }

  /** To so many digits behind the point, or before it, if the number of them is below 0. */
  private static Expression rounded(Arguments arguments, RoundingMode mode) {
    arguments.requireSize(1, 2);
    Expression number = arguments.number(0);
    Expression digits =
        arguments.size() == 2
            ? arguments.whole(1)
            : Expression.literal(Sort.INTEGER, arguments.name().at(), BigDecimal.ZERO);
    return arguments.computed(
        number.sort(),
        row -> {
          Object value = number.value(row);
          Integer places = Arguments.count(digits, row);
          if (value == null || places == null) {
            return null;
          } else if (value instanceof BigDecimal decimal) {
            return rounded(decimal, places, mode);
          }
          double approximate = (Double) value;
          boolean isFinite = Double.isFinite(approximate);
          return isFinite
              ? (Object) rounded(BigDecimal.valueOf(approximate), places, mode).doubleValue()
              : value;
        });
  }

  private static BigDecimal rounded(BigDecimal number, int places, RoundingMode mode) {
    if (places >= number.scale()) {
      return number;
    }
    int least = number.scale() - number.precision() - 1; // from there on it is all one digit
    return number.setScale(Math.max(places, least), mode).setScale(Math.max(places, 0), mode);
  }

  private static Expression modulo(Arguments arguments, Arithmetic arithmetic) {
    arguments.requireSize(2, 2);
    Token sign = new Token(Token.Kind.SYMBOL, "%", arguments.name().at());
    return arithmetic.combine(sign, arguments.number(0), arguments.number(1));
  }
}
