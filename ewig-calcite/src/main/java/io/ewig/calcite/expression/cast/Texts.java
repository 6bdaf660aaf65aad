package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** To texts: what a value looks like; reading it back gives the value. */
public final class Texts {

  /** Doubles in this range are written without an exponent, as in PostgreSQL. */
  private static final int PLAIN_EXPONENT_MIN = -5;

  private static final int PLAIN_EXPONENT_MAX = 15;

  private Texts() {}

  static Conversion to(RelDataType from, RelDataType to) {
    Conversion text = unbounded(from);
    int length = to.getPrecision();
    if (to.getSqlTypeName() == SqlTypeName.CHAR) {
      return text.then((value, execution) -> padded((String) value, Math.max(length, 1)));
    }
    return length == RelDataType.PRECISION_NOT_SPECIFIED
        ? text
        : text.then((value, execution) -> cut((String) value, length));
  }

  /** The whole text of values of a type. */
  public static Conversion unbounded(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case CHAR, VARCHAR -> (value, execution) -> value;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
          (value, execution) -> Clocks.text((Instant) value, execution.zone());
      case ARRAY, MULTISET, MAP, ROW, STRUCTURED ->
          (value, execution) -> {
            StringBuilder text = new StringBuilder();
            append(text, value, from, execution);
            return text.toString();
          };
      default ->
          Intervals.isInterval(from)
              ? (value, execution) -> Intervals.text((Interval) value, from)
              : (value, execution) -> plain(value);
    };
  }

  /** The text of a value that says by itself what it is. */
  public static String plain(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Double || value instanceof Float) {
      return approximate((Number) value);
    }
    if (value instanceof LocalDateTime moment) {
      return Clocks.text(moment);
    }
    if (value instanceof LocalTime time) {
      return Clocks.text(time);
    }
    if (value instanceof Bytes bytes) {
      return Binaries.text(bytes);
    }
    return value.toString();
  }

  private static void append(
      StringBuilder text, @Nullable Object value, RelDataType type, Execution execution) {
    if (value == null) {
      text.append("null");
    } else if (value instanceof List<?> list) {
      char separator = '[';
      for (Object each : list) {
        separate(text, separator, '[');
        append(text, each, TypeMapping.component(type), execution);
        separator = ',';
      }
      text.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      append(text, map, type, execution);
    } else if (value instanceof Object[] row) {
      List<RelDataTypeField> fields = type.getFieldList();
      for (int i = 0; i < row.length; i++) {
        separate(text, i == 0 ? '(' : ',', '(');
        append(text, row[i], fields.get(i).getType(), execution);
      }
      text.append(')');
    } else {
      text.append(unbounded(type).convert(value, execution));
    }
    if (text.length() > Type.VALUE_BYTES_MAX) {
      throw Fault.limit("a text of more than " + Type.VALUE_BYTES_MAX + " bytes is too long");
    }
  }

  private static void append(
      StringBuilder text, Map<?, ?> map, RelDataType type, Execution execution) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      separate(text, separator, '{');
      append(text, entry.getKey(), Objects.requireNonNull(type.getKeyType()), execution);
      text.append('=');
      append(text, entry.getValue(), Objects.requireNonNull(type.getValueType()), execution);
      separator = ',';
    }
    text.append(map.isEmpty() ? "{}" : "}");
  }

  private static void separate(StringBuilder text, char separator, char opening) {
    text.append(separator);
    if (separator != opening) {
      text.append(' ');
    }
  }

  private static String approximate(Number value) {
    double number = value.doubleValue();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal digits = new BigDecimal(value.toString()).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent > PLAIN_EXPONENT_MIN && exponent < PLAIN_EXPONENT_MAX) {
      return digits.toPlainString();
    }
    BigDecimal mantissa = digits.movePointLeft(exponent).stripTrailingZeros();
    int size = Math.abs(exponent);
    return mantissa.toPlainString() + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  private static String cut(String text, int length) {
    return text.length() <= length || text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static String padded(String text, int length) {
    String fitting = cut(text, length);
    int missing = length - fitting.codePointCount(0, fitting.length());
    return missing == 0 ? fitting : fitting + " ".repeat(missing);
  }
}
