package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How many rows LIMIT takes or OFFSET passes over: an expression of any number type. */
public final class RowCount {

  private static final @Nullable Object[] NO_ROW = {};
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final Expression expression;
  private final String clause;
  private final ErrorCode negative;

  private RowCount(Expression expression, String clause, ErrorCode negative) {
    this.expression = expression;
    this.clause = clause;
    this.negative = negative;
  }

  public static RowCount limit(Expression expression) {
    return new RowCount(expression, "LIMIT", ErrorCode.INVALID_LIMIT);
  }

  public static RowCount offset(Expression expression) {
    return new RowCount(expression, "OFFSET", ErrorCode.INVALID_OFFSET);
  }

  /**
   * @param ofNull what null stands for: all rows, or none
   */
  public long value(Execution execution, long ofNull) {
    Object value = expression.value(NO_ROW, execution);
    if (value == null) {
      return ofNull;
    }
    if (!(value instanceof Number number)) {
      throw new UserException(negative, clause + " takes a number of rows, not " + value);
    }
    BigDecimal count = decimal(number);
    if (count.signum() < 0) {
      throw new UserException(negative, clause + " " + value + " is negative; give 0 or more");
    }
    return count.compareTo(MOST) >= 0
        ? Long.MAX_VALUE
        : count.setScale(0, RoundingMode.HALF_UP).longValue();
  }

  private BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (Double.isNaN(value)) {
        throw new UserException(negative, clause + " takes a number of rows, not NaN");
      }
      return Double.isInfinite(value)
          ? BigDecimal.valueOf(value > 0 ? Long.MAX_VALUE : -1)
          : new BigDecimal(value);
    }
    return BigDecimal.valueOf(number.longValue());
  }
}
