package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values as numbers. */
public final class Numbers {

  /** Longer texts are no numbers anybody means, and take long to read. */
  private static final int CHARS_MAX = 1_000;

  /** More digits before the point would only fill memory. */
  private static final int INTEGER_DIGITS_MAX = 10_000;

  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  /** Decimals of the engine have no more digits behind the point. */
  private static final int SCALE_MAX = 255;

  private Numbers() {}

  /** Rounded to so many digits behind the point. */
  public static BigDecimal scaled(BigDecimal value, int scale) throws SQLException {
    if (scale < 0 || scale > SCALE_MAX) {
      throw SqlState.INVALID_ARGUMENT.error(
          "a scale lies between 0 and " + SCALE_MAX + ", but " + scale + " does not");
    }
    if (integerDigits(value) > INTEGER_DIGITS_MAX) {
      throw tooLarge(value, "DECIMAL", "up to " + INTEGER_DIGITS_MAX + " digits before the point");
    }
    return integerDigits(value) < -scale // which it would take long to find out digit by digit
        ? BigDecimal.ZERO.setScale(scale)
        : value.setScale(scale, RoundingMode.HALF_UP);
  }

  /** How many digits there are before the point; of 0.00x so many zeros behind it, as -2. */
  private static long integerDigits(BigDecimal value) {
    return value.signum() == 0 ? 0 : (long) value.precision() - value.scale();
  }

  public static boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean given) {
      return given;
    }
    if (value instanceof String text) {
      String word = text.strip().toLowerCase(Locale.ROOT);
      if (TRUE.contains(word)) {
        return true;
      }
      if (FALSE.contains(word)) {
        return false;
      }
      throw Refusal.of(value, "BOOLEAN", "write true or false");
    }
    return (value instanceof Double || value instanceof Float)
        ? ((Number) value).doubleValue() != 0
        : toDecimal(value).signum() != 0;
  }

  public static byte toByte(Object value) throws SQLException {
    return (byte) toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
  }

  public static short toShort(Object value) throws SQLException {
    return (short) toLong(value, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
  }

  public static int toInt(Object value) throws SQLException {
    return value instanceof Integer given
        ? given
        : (int) toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
  }

  public static long toLong(Object value) throws SQLException {
    return value instanceof Long given
        ? given
        : toLong(value, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
  }

  /** Cuts the fraction off. */
  static long toLong(Object value, long min, long max, String type) throws SQLException {
    long number;
    if (isLong(value)) {
      number = ((Number) value).longValue();
    } else {
      BigDecimal decimal = toDecimal(value);
      if (decimal.compareTo(BigDecimal.valueOf(min).subtract(BigDecimal.ONE)) <= 0
          || decimal.compareTo(BigDecimal.valueOf(max).add(BigDecimal.ONE)) >= 0) {
        throw tooLarge(value, type, min + " to " + max);
      }
      number = integerDigits(decimal) <= 0 ? 0 : decimal.longValue();
    }
    if (number < min || number > max) {
      throw tooLarge(value, type, min + " to " + max);
    }
    return number;
  }

  public static float toFloat(Object value) throws SQLException {
    if (value instanceof Float given) {
      return given;
    }
    double number = toDouble(value);
    float narrow = (float) number;
    if (Float.isInfinite(narrow) && !Double.isInfinite(number)) {
      throw tooLarge(value, "REAL", "up to 3.4e38");
    }
    return narrow;
  }

  public static double toDouble(Object value) throws SQLException {
    if (value instanceof Double || value instanceof Float || isLong(value)) {
      return ((Number) value).doubleValue();
    }
    Double special = value instanceof String text ? special(text) : null;
    if (special != null) {
      return special;
    }
    double number = toDecimal(value).doubleValue();
    if (Double.isInfinite(number)) {
      throw tooLarge(value, "DOUBLE", "up to 1.8e308");
    }
    return number;
  }

  public static BigDecimal toDecimal(Object value) throws SQLException {
    if (value instanceof BigDecimal given) {
      return given;
    }
    if (value instanceof BigInteger given) {
      return new BigDecimal(given);
    }
    if (isLong(value)) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof Boolean given) {
      return given ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof String || value instanceof Double || value instanceof Float) {
      return ofText(value, value.toString().strip());
    }
    throw Refusal.of(value, "a number", "it is of " + Refusal.kind(value));
  }

  public static BigInteger toBigInteger(Object value) throws SQLException {
    BigDecimal decimal = toDecimal(value);
    if (integerDigits(decimal) > INTEGER_DIGITS_MAX) {
      throw tooLarge(value, "BigInteger", "up to " + INTEGER_DIGITS_MAX + " digits");
    }
    return integerDigits(decimal) <= 0 ? BigInteger.ZERO : decimal.toBigInteger();
  }

  /** A whole number, without cutting anything off. */
  static long toExactLong(Object value, long min, long max, String type) throws SQLException {
    if (!isLong(value) && !(value instanceof Boolean)) {
      BigDecimal decimal = toDecimal(value);
      if (decimal.signum() != 0 && decimal.stripTrailingZeros().scale() > 0) {
        throw SqlState.OUT_OF_RANGE.error(
            Refusal.shown(value)
                + " has a fraction, which the parameter of type "
                + type
                + " would lose; write CAST(? AS DECIMAL(38, 9)) to compare with fractions");
      }
    }
    return toLong(value, min, max, type);
  }

  private static boolean isLong(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte;
  }

  private static BigDecimal ofText(Object value, String text) throws SQLException {
    if (text.length() > CHARS_MAX) {
      throw Refusal.of(value, "a number", "it has more than " + CHARS_MAX + " characters");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw value instanceof String
          ? Refusal.of(value, "a number", "write it as 12.5")
          : tooLarge(value, "a number with digits", "finite values");
    }
  }

  private static SQLException tooLarge(Object value, String type, String takes) {
    return SqlState.OUT_OF_RANGE.error(
        Refusal.shown(value) + " does not fit into " + type + ", which takes " + takes);
  }

  /** What a double has beyond numbers. */
  private static @Nullable Double special(String text) {
    return switch (text.strip()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }
}
