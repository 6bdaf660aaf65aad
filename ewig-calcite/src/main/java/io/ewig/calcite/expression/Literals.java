package io.ewig.calcite.expression;

import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampWithTimeZoneString;
import org.jspecify.annotations.Nullable;

/** The canonical values of Calcite's literals; times to the last nanosecond. */
public final class Literals {

  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  private Literals() {}

  public static @Nullable Object value(RexLiteral literal) {
    Comparable<?> value = literal.getValueAs(Comparable.class);
    return value == null ? null : value(value, literal.getType());
  }

  /** What Calcite has for a literal of that type, as we have it. */
  public static Object value(Object value, RelDataType type) {
    if (value instanceof BigDecimal number) {
      return number(number, type);
    }
    if (value instanceof Double number) {
      return number(BigDecimal.valueOf(number), type);
    }
    if (value instanceof NlsString text) {
      return text.getValue();
    }
    if (value instanceof ByteString bytes) {
      return Bytes.of(bytes.getBytes());
    }
    if (value instanceof TimestampWithTimeZoneString zoned) {
      return instant(zoned.toString());
    }
    return switch (type.getSqlTypeName()) {
      case DATE -> LocalDate.parse(value.toString());
      case TIME -> LocalTime.parse(value.toString());
      case TIMESTAMP -> local(value.toString());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> local(value.toString()).toInstant(ZoneOffset.UTC);
      default -> value instanceof List<?> list ? list(list, type) : value;
    };
  }

  private static Object number(BigDecimal number, RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    try {
      if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
        return Interval.ofMonths(number.longValueExact());
      }
      if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
        return Interval.ofNanos(number.multiply(NANOS_PER_MILLI).longValueExact());
      }
      return switch (name) {
        case TINYINT -> number.byteValueExact();
        case SMALLINT -> number.shortValueExact();
        case INTEGER -> number.intValueExact();
        case BIGINT -> number.longValueExact();
        case REAL -> real(number, type);
        case FLOAT, DOUBLE -> number.doubleValue();
        default -> number.scale() < type.getScale() ? number.setScale(type.getScale()) : number;
      };
    } catch (ArithmeticException e) {
      throw Fault.outOfRange(number, type);
    }
  }

  private static float real(BigDecimal number, RelDataType type) {
    float narrow = number.floatValue();
    if (Float.isInfinite(narrow)) {
      throw Fault.outOfRange(number, type);
    }
    return narrow;
  }

  private static LocalDateTime local(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static Instant instant(String text) {
    int end = text.lastIndexOf(' ');
    return local(text.substring(0, end)).atZone(ZoneId.of(text.substring(end + 1))).toInstant();
  }

  private static Object list(List<?> literals, RelDataType type) {
    List<@Nullable Object> values = new ArrayList<>(literals.size());
    for (Object literal : literals) {
      values.add(value((RexLiteral) literal));
    }
    return type.isStruct() ? values.toArray() : Collections.unmodifiableList(values);
  }
}
