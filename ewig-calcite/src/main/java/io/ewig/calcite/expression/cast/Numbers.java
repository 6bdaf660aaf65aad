package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;

/** To numbers; what does not fit is refused, never wrapped around. */
public final class Numbers {

  /** More than any number of ours has; keeps parsing cheap. */
  private static final int TEXT_CHARS_MAX = 1_000;

  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  static Conversion to(RelDataType from, RelDataType to) {
    Conversion conversion = plain(to);
    return Intervals.isInterval(from)
        ? (value, execution) ->
            conversion.convert(Intervals.count((Interval) value, from), execution)
        : conversion;
  }

  private static Conversion plain(RelDataType to) {
    return switch (to.getSqlTypeName()) {
      case TINYINT -> (value, execution) -> (byte) within(whole(value, to), Byte.MIN_VALUE, to);
      case SMALLINT -> (value, execution) -> (short) within(whole(value, to), Short.MIN_VALUE, to);
      case INTEGER -> (value, execution) -> (int) within(whole(value, to), Integer.MIN_VALUE, to);
      case BIGINT -> (value, execution) -> whole(value, to);
      case REAL -> (value, execution) -> real(value, to);
      case FLOAT, DOUBLE -> (value, execution) -> wide(value, to);
      default -> (value, execution) -> decimal(value, to);
    };
  }

  private static long within(long number, long min, Object type) {
    if (number < min || number > -(min + 1)) {
      throw Fault.outOfRange(number, type);
    }
    return number;
  }

  private static long whole(Object value, RelDataType to) {
    if (value instanceof Double || value instanceof Float) {
      return whole(((Number) value).doubleValue(), to);
    }
    if (value instanceof BigDecimal decimal) {
      return whole(decimal, to);
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    String text = String.valueOf(value).strip();
    BigDecimal parsed = parse(text, to);
    if (parsed.scale() != 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      throw Fault.notA(to, text);
    }
    return whole(parsed, to);
  }

  private static long whole(double value, RelDataType to) {
    double rounded = Math.rint(value);
    if (rounded >= -0x1p63 && rounded < 0x1p63) {
      return (long) rounded;
    }
    throw Fault.outOfRange(value, to);
  }

  private static long whole(BigDecimal value, RelDataType to) {
    if (value.compareTo(LONG_MIN.subtract(BigDecimal.ONE)) > 0
        && value.compareTo(LONG_MAX.add(BigDecimal.ONE)) < 0) {
      BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
      if (rounded.compareTo(LONG_MIN) >= 0 && rounded.compareTo(LONG_MAX) <= 0) {
        return rounded.longValue();
      }
    }
    throw Fault.outOfRange(value, to);
  }

  private static Float real(Object value, RelDataType to) {
    if (value instanceof Float same) {
      return same;
    }
    double wide = value instanceof BigDecimal exact ? exact.floatValue() : wide(value, to);
    float narrow = (float) wide;
    if (Float.isInfinite(narrow) && !(value instanceof Double given && given.isInfinite())) {
      if (value instanceof String text && isInfinity(text)) {
        return narrow;
      }
      throw Fault.outOfRange(value, to);
    }
    return narrow + 0.0f; // adding 0 makes -0.0 into 0.0
  }

  private static Double wide(Object value, RelDataType to) {
    if (value instanceof Double same) {
      return same;
    }
    if (value instanceof Float narrow) {
      return narrow.doubleValue();
    }
    if (value instanceof BigDecimal exact) {
      return finite(exact.doubleValue(), value, to);
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1.0 : 0.0;
    }
    String text = String.valueOf(value).strip();
    if (isInfinity(text) || text.equalsIgnoreCase("NaN")) {
      return special(text);
    }
    return finite(parse(text, to).doubleValue(), value, to);
  }

  private static boolean isInfinity(String text) {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return unsigned.equalsIgnoreCase("Infinity");
  }

  private static double special(String text) {
    if (!isInfinity(text)) {
      return Double.NaN;
    }
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static double finite(double number, Object value, RelDataType to) {
    if (Double.isInfinite(number)) {
      throw Fault.outOfRange(value, to);
    }
    return number + 0.0; // adding 0 makes -0.0 into 0.0
  }

  private static BigDecimal decimal(Object value, RelDataType to) {
    return fitted(exact(value, to), to);
  }

  /** The number as BigDecimal, whatever class it has. */
  public static BigDecimal exact(Object value, RelDataType to) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw Fault.outOfRange(value, to);
      }
      return new BigDecimal(value.toString()); // the shortest digits that mean this number
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return parse(String.valueOf(value).strip(), to);
  }

  /** Rounded to the scale of the type; refused if it then has too many digits. */
  public static BigDecimal fitted(BigDecimal exact, RelDataType to) {
    int scale = Math.max(to.getScale(), 0);
    int precision = to.getPrecision();
    if (exact.scale() == scale && exact.precision() <= precision) {
      return exact;
    }
    long wholeDigits = (long) exact.precision() - exact.scale();
    if (exact.signum() == 0 || wholeDigits < -scale) { // far below half of the last digit
      return BigDecimal.ZERO.setScale(scale);
    }
    if (wholeDigits <= precision - scale) {
      BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_UP);
      if (rounded.precision() <= precision) {
        return rounded;
      }
    }
    throw Fault.outOfRange(
        exact.unscaledValue().bitLength() + Math.abs((long) exact.scale()) > 400
            ? "a number of many digits"
            : exact,
        to);
  }

  private static BigDecimal parse(String text, RelDataType to) {
    if (text.length() > TEXT_CHARS_MAX) {
      throw Fault.notA(to, text);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw Fault.notA(to, text);
    }
  }
}
