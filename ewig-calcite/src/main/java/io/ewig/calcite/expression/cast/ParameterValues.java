package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.type.PlainValues;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.parser.expression.JsonType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
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

  /** By type the class of its values, where JDBC and the engine have the same. */
  private static final Map<SqlTypeName, Class<?>> CLASSES = classes();

  private ParameterValues() {}

  private static Map<SqlTypeName, Class<?>> classes() {
    Map<SqlTypeName, Class<?>> classes = new EnumMap<>(SqlTypeName.class);
    classes.put(SqlTypeName.BOOLEAN, Boolean.class);
    classes.put(SqlTypeName.TINYINT, Byte.class);
    classes.put(SqlTypeName.SMALLINT, Short.class);
    classes.put(SqlTypeName.INTEGER, Integer.class);
    classes.put(SqlTypeName.BIGINT, Long.class);
    classes.put(SqlTypeName.REAL, Float.class);
    classes.put(SqlTypeName.FLOAT, Double.class);
    classes.put(SqlTypeName.DOUBLE, Double.class);
    classes.put(SqlTypeName.DECIMAL, BigDecimal.class);
    classes.put(SqlTypeName.CHAR, String.class);
    classes.put(SqlTypeName.VARCHAR, String.class);
    classes.put(SqlTypeName.DATE, LocalDate.class);
    classes.put(SqlTypeName.TIME, LocalTime.class);
    classes.put(SqlTypeName.TIMESTAMP, LocalDateTime.class);
    classes.put(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, Instant.class);
    classes.put(SqlTypeName.TIMESTAMP_TZ, Instant.class);
    classes.put(SqlTypeName.UUID, UUID.class);
    return classes;
  }

  /**
   * @param zone of the session, for wall clocks that stand for instants and the other way round
   * @param now for a time without a date
   */
  public static @Nullable Object canonical(
      @Nullable Object plain, RelDataType type, ZoneId zone, Instant now) {
    boolean isOne = plain != null && plain.getClass() == CLASSES.get(type.getSqlTypeName());
    if (isOne && !(type instanceof JsonType)) {
      return plain; // as it mostly is
    }
    Object value = PlainValues.canonical(plain);
    if (value == null || isOf(value, type)) {
      return value;
    }
    return converted(value, type, execution(zone, now));
  }

  private static boolean isOf(Object value, RelDataType type) {
    Class<?> only = CLASSES.get(type.getSqlTypeName());
    if (only != null) {
      return only.isInstance(value) && !(type instanceof JsonType);
    }
    return switch (type.getSqlTypeName()) {
      case BINARY, VARBINARY -> value instanceof Bytes;
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
      case CHAR, VARCHAR -> {
        String text = text(value, execution);
        yield type instanceof JsonType ? Casts.between(type, type).convert(text, execution) : text;
      }
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
    Object read =
        value instanceof String text ? ArrayTexts.elements(text, element + " ARRAY") : value;
    if (!(read instanceof List<?> list)) {
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
