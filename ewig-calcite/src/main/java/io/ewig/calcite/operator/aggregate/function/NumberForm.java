package io.ewig.calcite.operator.aggregate.function;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The type of a numeric result: what values it can hold, and in which form.
 *
 * @param precision digits of a decimal
 * @param scale of a decimal
 */
public record NumberForm(Kind kind, int precision, int scale) {

  /** The numeric types. */
  public enum Kind {
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    DECIMAL,
    REAL,
    DOUBLE
  }

  public static final NumberForm BIGINT = new NumberForm(Kind.BIGINT, 0, 0);
  public static final NumberForm DOUBLE = new NumberForm(Kind.DOUBLE, 0, 0);

  public static NumberForm decimal(int precision, int scale) {
    return new NumberForm(Kind.DECIMAL, precision, scale);
  }

  boolean isApproximate() {
    return kind == Kind.REAL || kind == Kind.DOUBLE;
  }

  /** Digits behind the point that a result has. */
  int digits() {
    return kind == Kind.DECIMAL ? scale : 0;
  }

  /** Rounds to the scale of the type. */
  Object of(BigDecimal value, String what) {
    return switch (kind) {
      case TINYINT -> (byte) integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE, what);
      case SMALLINT -> (short) integer(value, Short.MIN_VALUE, Short.MAX_VALUE, what);
      case INTEGER -> (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, what);
      case BIGINT -> integer(value, Long.MIN_VALUE, Long.MAX_VALUE, what);
      case DECIMAL -> decimal(value, what);
      case REAL -> real(value.doubleValue(), what);
      case DOUBLE -> finite(value.doubleValue(), what);
    };
  }

  Object of(double value, String what) {
    if (kind == Kind.DOUBLE) {
      return value + 0.0;
    }
    if (kind == Kind.REAL) {
      return real(value, what);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw outOfRange(value, what);
    }
    return of(new BigDecimal(value), what);
  }

  /**
   * What is made of numbers; of finite ones no other comes.
   *
   * @param areFinite whether these are
   */
  Object of(double value, boolean areFinite, String what) {
    if (areFinite && !Double.isFinite(value)) {
      throw outOfRange("a number too large", what);
    }
    return of(value, what);
  }

  private long integer(BigDecimal value, long min, long max, String what) {
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    if (whole.compareTo(BigDecimal.valueOf(min)) < 0
        || whole.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw outOfRange(value, what);
    }
    return whole.longValue();
  }

  private BigDecimal decimal(BigDecimal value, String what) {
    BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
    if (scaled.precision() > precision) {
      throw outOfRange(value, what);
    }
    return scaled;
  }

  private Object real(double value, String what) {
    float number = (float) value;
    if (Float.isInfinite(number) && !Double.isInfinite(value)) {
      throw outOfRange(value, what);
    }
    return number + 0.0f;
  }

  private Object finite(double value, String what) {
    if (Double.isInfinite(value)) {
      throw outOfRange("a number too large", what);
    }
    return value + 0.0;
  }

  private UserException outOfRange(Object value, String what) {
    String type = kind == Kind.DECIMAL ? "DECIMAL(" + precision + ", " + scale + ")" : kind.name();
    return new UserException(
        ErrorCode.OUT_OF_RANGE,
        what + " gives " + value + ", which is no " + type + "; cast the argument to a wider type");
  }
}
