package io.ewig.engine.check.language;

import io.ewig.engine.value.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A part of a condition: its sort is known when it is compiled, its value for each row.
 *
 * <p>Values are canonical, but that exact numbers are {@code BigDecimal}s, approximate ones {@code
 * Double}s, and a char comes without the blanks at its end.
 *
 * @param at where it starts in the text
 * @param isLiteral whether the value is the same for every row
 */
record Expression(Sort sort, int at, boolean isLiteral, Evaluation evaluation) {

  /** How the value comes about. */
  @FunctionalInterface
  interface Evaluation {
    @Nullable Object value(Row row);
  }

  private static final Row NO_ROW = Row.of();

  static Expression literal(Sort sort, int at, @Nullable Object value) {
    return new Expression(sort, at, true, row -> value);
  }

  static Expression computed(Sort sort, int at, Evaluation evaluation) {
    return new Expression(sort, at, false, evaluation);
  }

  @Nullable Object value(Row row) {
    return evaluation.value(row);
  }

  /** The value of a literal. */
  @Nullable Object constant() {
    return evaluation.value(NO_ROW);
  }

  boolean is(Sort wanted) {
    return sort == wanted || sort == Sort.NULL;
  }

  boolean isNumeric() {
    return sort.isNumeric() || sort == Sort.NULL;
  }

  /** The value of a numeric expression as a double. */
  static double asDouble(Object number) {
    return number instanceof BigDecimal decimal ? decimal.doubleValue() : (Double) number;
  }
}
