package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.type.PlainValues;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a question mark: a value that came in by JDBC, in the class of the type that the
 * validator found for it.
 *
 * <p>Its length, scale and precision are left alone, unlike a cast's: {@code price = ?} with 1.239
 * must not find 1.24, and what is too long for a column is for {@link Assignment} to refuse. A
 * fraction is not taken where a whole number is expected.
 */
public final class ParameterValues {

  private ParameterValues() {}

  /**
   * @param zone of the session, for wall clocks that stand for instants and the other way round
   * @param now for a time without a date
   */
  public static @Nullable Object canonical(
      @Nullable Object plain, RelDataType type, ZoneId zone, Instant now) {
    Object value = PlainValues.canonical(plain);
    if (value == null || isOf(value, type)) {
      return value;
    }
    return converted(value, type, execution(zone, now));
  }

  private static boolean isOf(Object value, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> value instanceof Boolean;
      case TINYINT -> value instanceof Byte;
      case SMALLINT -> value instanceof Short;
      case INTEGER -> value instanceof Integer;
      case BIGINT -> value instanceof Long;
      case REAL -> value instanceof Float;
      case FLOAT, DOUBLE -> value instanceof Double;
      case DECIMAL -> value instanceof BigDecimal;
      case CHAR, VARCHAR -> value instanceof String;
      case BINARY, VARBINARY -> value instanceof Bytes;
      case DATE -> value instanceof LocalDate;
      case TIME -> value instanceof LocalTime;
      case TIMESTAMP -> value instanceof LocalDateTime;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> value instanceof Instant;
      case UUID -> value instanceof UUID;
      case ANY, NULL, UNKNOWN, MAP -> true;
      case ROW, STRUCTURED -> value instanceof Object[];
      default -> Intervals.isInterval(type) && value instanceof Interval;
    };
  }

  private static Execution execution(ZoneId zone, Instant now) {
    return new Execution(
        new Object[0],
        now,
        zone,
        new Cancellation(),
        () -> 0,
        Long.MAX_VALUE,
        new MemoryAccount(MemoryAccount.BYTES_DEFAULT));
  }

  private static Object converted(Object value, RelDataType type, Execution execution) {
    return switch (type.getSqlTypeName()) {
      case DECIMAL -> Numbers.exact(value, type);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(value, type, execution);
      case CHAR, VARCHAR -> text(value, execution);
      case BINARY, VARBINARY -> Binaries.of(value);
      case TIMESTAMP -> WallClocks.timestamp(value, execution, type);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> Instants.instant(value, execution, type);
      case ARRAY, MULTISET -> array(value, TypeMapping.component(type), execution);
      default -> Casts.between(type, type).convert(value, execution);
    };
  }

  private static Object whole(Object value, RelDataType type, Execution execution) {
    boolean mayHaveFraction =
        value instanceof BigDecimal || value instanceof Double || value instanceof Float;
    if (mayHaveFraction && Numbers.exact(value, type).stripTrailingZeros().scale() > 0) {
      throw Fault.outOfRange(value, type);
    }
    return Casts.between(type, type).convert(value, execution);
  }

  private static String text(Object value, Execution execution) {
    if (value instanceof Instant instant) {
      return Clocks.text(instant, execution.zone());
    }
    return Texts.plain(value);
  }

  private static Object array(Object value, RelDataType element, Execution execution) {
    if (!(value instanceof List<?> list)) {
      throw Fault.notA(element + " ARRAY", String.valueOf(value));
    }
    List<@Nullable Object> elements = new ArrayList<>(list.size());
    for (Object each : list) {
      elements.add(
          each == null || isOf(each, element) ? each : converted(each, element, execution));
    }
    return Collections.unmodifiableList(elements);
  }
}
