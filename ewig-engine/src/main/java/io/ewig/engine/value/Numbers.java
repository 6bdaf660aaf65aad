package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What the numeric types make of a value; nothing is lost but digits behind a decimal's scale. */
final class Numbers {

  /** More than any number of ours has; keeps parsing cheap. */
  private static final int TEXT_CHARS_MAX = 1_000;

  private Numbers() {}

  static Object integer(Type type, Object value, String column) {
    long number = whole(type, value, column);
    return switch (type.kind()) {
      case TINYINT -> (byte) within(number, Byte.MIN_VALUE, Byte.MAX_VALUE, type, column);
      case SMALLINT -> (short) within(number, Short.MIN_VALUE, Short.MAX_VALUE, type, column);
      case INTEGER -> (int) within(number, Integer.MIN_VALUE, Integer.MAX_VALUE, type, column);
      default -> value instanceof Long ? value : (Object) number;
    };
  }

  private static long whole(Type type, Object value, String column) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    BigDecimal exact = exact(type, value, column);
    try {
      return exact.longValueExact();
    } catch (ArithmeticException e) {
      throw Refusal.of(
          ErrorCode.OUT_OF_RANGE, value, type, column, "give a whole number that fits");
    }
  }

  private static long within(long number, long min, long max, Type type, String column) {
    if (number < min || number > max) {
      throw Refusal.of(
          ErrorCode.OUT_OF_RANGE, number, type, column, "it takes " + min + " to " + max);
    }
    return number;
  }

  static Object real(Type type, Object value, String column) {
    float number;
    if (value instanceof Float f) {
      number = f;
    } else if (value instanceof Double || isSpecial(value)) {
      double wide = (Double) wide(type, value, column);
      number = (float) wide;
      requireFinite(Double.isInfinite(wide) || !Float.isInfinite(number), type, value, column);
    } else {
      number = exact(type, value, column).floatValue();
      requireFinite(!Float.isInfinite(number), type, value, column);
    }
    return Float.isNaN(number) ? Float.NaN : number + 0.0f; // adding 0 makes -0.0 into 0.0
  }

  static Object wide(Type type, Object value, String column) {
    double number;
    if (value instanceof Double || value instanceof Float) {
      number = ((Number) value).doubleValue();
    } else if (isSpecial(value)) {
      number = Double.parseDouble((String) value);
    } else {
      number = exact(type, value, column).doubleValue();
      requireFinite(!Double.isInfinite(number), type, value, column);
    }
    return Double.isNaN(number) ? Double.NaN : number + 0.0; // adding 0 makes -0.0 into 0.0
  }

  private static boolean isSpecial(Object value) {
    return value.equals("NaN") || value.equals("Infinity") || value.equals("-Infinity");
  }

  private static void requireFinite(boolean holds, Type type, Object value, String column) {
    if (!holds) {
      throw Refusal.of(
          ErrorCode.OUT_OF_RANGE, value, type, column, "its magnitude is beyond the type");
    }
  }

  static Object decimal(Type type, Object value, String column) {
    BigDecimal exact = exact(type, value, column);
    if (exact.scale() == type.scale() && exact.precision() <= type.precision()) {
      return exact;
    }
    long wholeDigits = (long) exact.precision() - exact.scale();
    if (exact.signum() == 0 || wholeDigits < -type.scale()) { // far below half of the last digit
      return BigDecimal.ZERO.setScale(type.scale());
    }
    int digitsMax = type.precision() - type.scale();
    if (wholeDigits <= digitsMax) {
      BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
      if (rounded.precision() <= type.precision()) {
        return rounded;
      }
    }
    throw Refusal.of(
        ErrorCode.OUT_OF_RANGE,
        value,
        type,
        column,
        "it takes up to " + digitsMax + " digits before the point");
  }

  private static BigDecimal exact(Type type, Object value, String column) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    if (value instanceof Double || value instanceof Float) {
      requireFinite(Double.isFinite(((Number) value).doubleValue()), type, value, column);
      return new BigDecimal(value.toString()); // the shortest digits that mean this number
    }
    if (value instanceof String text) {
      return parse(type, text, column);
    }
    throw Refusal.ofClass(value, type, column);
  }

  private static BigDecimal parse(Type type, String text, String column) {
    if (text.length() > TEXT_CHARS_MAX) {
      throw notANumber(type, text, column);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw notANumber(type, text, column);
    }
  }

  private static UserException notANumber(Type type, String text, String column) {
    return Refusal.ofText(text, type, column, "a number such as -12 or 3.50");
  }
}
