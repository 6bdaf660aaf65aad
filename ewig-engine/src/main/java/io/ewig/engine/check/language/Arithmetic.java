package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} and {@code ||}.
 *
 * <p>Exact numbers stay exact. A whole number divided by a whole number is cut to a whole number;
 * other quotients are rounded half up behind {@link #QUOTIENT_DIGITS} digits or those of the
 * operands. Where a double takes part, all becomes double.
 */
final class Arithmetic {

  /** Digits behind the point of a quotient that does not come out even. */
  static final int QUOTIENT_DIGITS = 16;

  /** More than products of a few columns have; bounds what a chain of them can take. */
  static final int DIGITS_MAX = 1_000;

  private final Source source;

  Arithmetic(Source source) {
    this.source = source;
  }

  Expression combine(Token operator, Expression left, Expression right) {
    if (operator.isSymbol("||")) {
      return concatenate(operator.at(), left, right);
    }
    int at = operator.at();
    if (!left.isNumeric() || !right.isNumeric()) {
      Sort odd = left.isNumeric() ? right.sort() : left.sort();
      throw source.error(
          ErrorCode.TYPE_MISMATCH, at, operator.shown() + " takes numbers, not " + odd.shown());
    }
    char sign = operator.text().charAt(0);
    boolean exact = left.sort() != Sort.DOUBLE && right.sort() != Sort.DOUBLE;
    boolean whole = left.sort() != Sort.DECIMAL && right.sort() != Sort.DECIMAL;
    Sort sort = !exact ? Sort.DOUBLE : whole ? Sort.INTEGER : Sort.DECIMAL;
    return Expression.computed(
        sort,
        at,
        row -> {
          Object a = left.value(row);
          Object b = a == null ? null : right.value(row);
          if (a == null || b == null) {
            return null;
          }
          return exact
              ? bounded(at, exact(sign, whole, at, (BigDecimal) a, (BigDecimal) b))
              : approximate(sign, at, Expression.asDouble(a), Expression.asDouble(b));
        });
  }

  private BigDecimal exact(char sign, boolean whole, int at, BigDecimal a, BigDecimal b) {
    if ((sign == '/' || sign == '%') && b.signum() == 0) {
      throw divisionByZero(at);
    }
    return switch (sign) {
      case '+' -> a.add(b);
      case '-' -> a.subtract(b);
      case '*' -> a.multiply(b);
      case '%' -> a.remainder(b);
      default ->
          whole
              ? a.divide(b, 0, RoundingMode.DOWN)
              : a.divide(
                  b,
                  Math.max(QUOTIENT_DIGITS, Math.max(a.scale(), b.scale())),
                  RoundingMode.HALF_UP);
    };
  }

  private BigDecimal bounded(int at, BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (number.precision() > DIGITS_MAX || number.scale() > DIGITS_MAX) {
      throw tooLarge(at, "over " + DIGITS_MAX + " digits");
    }
    return number;
  }

  private double approximate(char sign, int at, double a, double b) {
    if ((sign == '/' || sign == '%') && b == 0) {
      throw divisionByZero(at);
    }
    double result =
        switch (sign) {
          case '+' -> a + b;
          case '-' -> a - b;
          case '*' -> a * b;
          case '%' -> a % b;
          default -> a / b;
        };
    if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
      throw tooLarge(at, "beyond a double");
    }
    return result + 0.0; // adding 0 makes -0.0 into 0.0
  }

  private RuntimeException divisionByZero(int at) {
    return source.error(
        ErrorCode.DIVISION_BY_ZERO, at, "division by zero; guard it, as in y = 0 OR x / y > 1");
  }

  private RuntimeException tooLarge(int at, String what) {
    return source.error(ErrorCode.OUT_OF_RANGE, at, "the result is " + what + "; compare less");
  }

  private Expression concatenate(int at, Expression left, Expression right) {
    if (!left.is(Sort.TEXT) || !right.is(Sort.TEXT)) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH,
          at,
          "|| takes texts, not " + left.sort().shown() + " and " + right.sort().shown());
    }
    return Expression.computed(
        Sort.TEXT, at, row -> concatenated(at, left.value(row), right.value(row)));
  }

  private @Nullable String concatenated(int at, @Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return null;
    }
    String left = (String) a;
    String right = (String) b;
    if (left.length() + right.length() > Functions.TEXT_CHARS_MAX) {
      throw source.error(
          ErrorCode.TEXT_TOO_LONG,
          at,
          "the text is over " + Functions.TEXT_CHARS_MAX + " characters");
    }
    return left + right;
  }

  Expression negate(int at, Expression operand) {
    if (!operand.isNumeric()) {
      throw source.error(
          ErrorCode.TYPE_MISMATCH, at, "- takes a number, not " + operand.sort().shown());
    }
    Expression.Evaluation negative =
        row -> {
          Object number = operand.value(row);
          if (number instanceof BigDecimal decimal) {
            return decimal.negate();
          }
          return number == null ? null : 0.0 - (Double) number;
        };
    return new Expression(operand.sort(), at, operand.isLiteral(), negative);
  }
}
