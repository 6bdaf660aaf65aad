package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ValueType;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of what a setter is given the value that a parameter of a statement takes. */
public final class Binding {

  private Binding() {}

  /**
   * The value for a parameter of this type, or as it is if the statement leaves the type open.
   *
   * @param calendar whose zone counts for the moments of {@code java.sql}; null for the JVM's
   */
  public static Object bind(
      Object given, ValueType type, @Nullable Calendar calendar, SessionZone session)
      throws SQLException {
    if (given.getClass() == usualClass(type.jdbcCode())) {
      return given;
    }
    if (given instanceof java.util.Date || given instanceof Calendar) {
      return bind(ofMoment(given, type, calendar), type, session);
    }
    return bind(plain(given), type, session);
  }

  /** What a parameter of a type takes as it is; null where it depends. */
  private static @Nullable Class<?> usualClass(int jdbcCode) {
    return switch (jdbcCode) {
      case Types.BOOLEAN -> Boolean.class;
      case Types.INTEGER -> Integer.class;
      case Types.BIGINT -> Long.class;
      case Types.DOUBLE -> Double.class;
      case Types.DECIMAL -> BigDecimal.class;
      case Types.VARCHAR -> String.class;
      case Types.DATE -> LocalDate.class;
      case Types.TIMESTAMP -> LocalDateTime.class;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Instant.class;
      default -> null;
    };
  }

  /** The same, but first as a value of the type that the caller says it is. */
  public static Object bind(
      Object given, int jdbcCode, int scale, ValueType type, SessionZone session)
      throws SQLException {
    ValueType said = SqlTypes.of(jdbcCode);
    if (isMoment(given) && isTimestamp(said) && isTimestamp(type)) {
      return bind(given, type, null, session); // as a wall clock it would change with the zone
    }
    Object value = bind(given, said, null, session);
    if (value instanceof BigDecimal decimal && scale >= 0) {
      value = Numbers.scaled(decimal, scale);
    }
    return bind(value, type, session);
  }

  /** Whether it is one of the old classes that is a moment and nothing else. */
  private static boolean isMoment(Object given) {
    return given instanceof Calendar
        || (given instanceof java.util.Date && !(given instanceof Time || given instanceof Date));
  }

  private static boolean isTimestamp(ValueType type) {
    return type.jdbcCode() == Types.TIMESTAMP || type.jdbcCode() == Types.TIMESTAMP_WITH_TIMEZONE;
  }

  /** A moment of the old classes: for a wall clock it depends on a zone, for an instant not. */
  private static Object ofMoment(Object given, ValueType type, @Nullable Calendar calendar)
      throws SQLException {
    if (given instanceof Calendar moment) {
      var date = new Timestamp(moment.getTimeInMillis());
      return type.jdbcCode() == Types.TIMESTAMP_WITH_TIMEZONE
          ? Calendars.toInstant(date)
          : Calendars.toWall(date, calendar == null ? moment : calendar);
    }
    var date = (java.util.Date) given;
    if (type.jdbcCode() == Types.TIMESTAMP_WITH_TIMEZONE) {
      return Calendars.toInstant(date);
    }
    LocalDateTime wall = Calendars.toWall(date, calendar);
    if (date instanceof Date) {
      return wall.toLocalDate();
    }
    return date instanceof Time ? wall.toLocalTime() : wall;
  }

  /** What crosses the link by itself. */
  private static Object plain(Object given) throws SQLException {
    if (given instanceof Character letter) {
      return letter.toString();
    }
    if (given instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (given instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (given instanceof ZonedDateTime moment) {
      return moment.toInstant();
    }
    if (given instanceof OffsetTime time) {
      return time.toLocalTime();
    }
    if (given instanceof Reader reader) {
      return Streams.text(reader, Streams.ALL);
    }
    if (given instanceof InputStream stream) {
      return Streams.bytes(stream, Streams.ALL);
    }
    if (given instanceof Blob blob) {
      return Bits.of(blob);
    }
    if (given instanceof Clob || given instanceof SQLXML) {
      return Texts.of(given, () -> java.time.ZoneOffset.UTC);
    }
    if (given instanceof Struct struct) {
      return struct.getAttributes();
    }
    return isPlain(given) ? given : list(given);
  }

  private static boolean isPlain(Object given) {
    return given instanceof String
        || given instanceof Number
        || given instanceof Boolean
        || given instanceof byte[]
        || given instanceof LocalDate
        || given instanceof LocalTime
        || given instanceof LocalDateTime
        || given instanceof Instant
        || given instanceof UUID
        || given instanceof Period
        || given instanceof Duration
        || given instanceof Map;
  }

  private static List<?> list(Object given) throws SQLException {
    if (given instanceof PlainElements own) {
      return own.plainElements();
    }
    if (given instanceof Collection<?> many) {
      return new ArrayList<>(many);
    }
    Object array = given instanceof java.sql.Array sql ? sql.getArray() : given;
    if (array instanceof Object[] objects) {
      return Arrays.asList(objects);
    }
    if (array.getClass().isArray()) {
      List<Object> boxed = new ArrayList<>();
      for (int i = 0; i < Array.getLength(array); i++) {
        boxed.add(Array.get(array, i));
      }
      return boxed;
    }
    throw SqlState.INVALID_CAST.error(
        "a value of "
            + given.getClass().getName()
            + " cannot be set; set its text, or a number, a java.time value, a UUID or bytes");
  }

  private static Object bind(Object value, ValueType type, SessionZone session)
      throws SQLException {
    return switch (type.jdbcCode()) {
      case Types.BOOLEAN, Types.BIT -> Numbers.toBoolean(value);
      case Types.TINYINT ->
          (byte) Numbers.toExactLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
      case Types.SMALLINT ->
          (short) Numbers.toExactLong(value, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
      case Types.INTEGER ->
          (int) Numbers.toExactLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
      case Types.BIGINT -> Numbers.toExactLong(value, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
      case Types.REAL -> Numbers.toFloat(value);
      case Types.FLOAT, Types.DOUBLE -> Numbers.toDouble(value);
      case Types.DECIMAL, Types.NUMERIC -> Numbers.toDecimal(value);
      case Types.DATE -> Moments.toDate(value, session);
      case Types.TIME -> Moments.toTime(value, session);
      case Types.TIMESTAMP -> Moments.toDateTime(notTime(value), session);
      case Types.TIMESTAMP_WITH_TIMEZONE -> Moments.toInstant(notTime(value), session);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          value instanceof String text ? Bits.ofHex(text) : Bits.of(value);
      case Types.ARRAY -> elements(value, type.element(), session);
      default ->
          SqlTypes.isText(type.jdbcCode()) ? text(value, session) : byName(value, type, session);
    };
  }

  /** A time without a day is no moment, though the old classes put it into 1970. */
  private static Object notTime(Object value) throws SQLException {
    if (value instanceof LocalTime) {
      throw Refusal.ofKind(value, "TIMESTAMP");
    }
    return value;
  }

  /** Types that JDBC has no number for. */
  private static Object byName(Object value, ValueType type, SessionZone session)
      throws SQLException {
    String name = type.name();
    if (name.equals("UUID")) {
      return Bits.toUuid(value);
    }
    if (name.equals("JSON")) {
      return text(value, session);
    }
    if (name.startsWith("INTERVAL")) {
      return interval(value, name);
    }
    return value instanceof List<?> list ? elements(list, null, session) : value;
  }

  /** Days of a period are so many hours, as in SQL; a text is what a cast takes it for. */
  private static Object interval(Object value, String name) throws SQLException {
    boolean isMonths = name.equals("INTERVAL YEAR TO MONTH");
    if (value instanceof String || (!isMonths && value instanceof Duration)) {
      return value;
    }
    if (!(value instanceof Period period)) {
      throw Refusal.ofKind(value, name);
    }
    long days = period.get(ChronoUnit.DAYS);
    if (isMonths ? days != 0 : period.toTotalMonths() != 0) {
      throw Refusal.of(value, name, "it has " + (isMonths ? "days" : "months"));
    }
    return isMonths ? period : Duration.ofDays(days);
  }

  private static String text(Object value, SessionZone session) throws SQLException {
    if (value instanceof Map) {
      throw Refusal.of(value, "VARCHAR", "set a map as JSON, or as a text of your own");
    }
    return value instanceof byte[] bytes ? Bits.toText(bytes) : Texts.of(value, session);
  }

  private static boolean isOfBinaries(@Nullable ValueType element) {
    return element != null
        && (SqlTypes.isBinary(element.jdbcCode()) || isOfBinaries(element.element()));
  }

  private static Object elements(Object value, @Nullable ValueType type, SessionZone session)
      throws SQLException {
    if (value instanceof String text) {
      boolean isHex = isOfBinaries(type) && text.stripLeading().startsWith("[");
      return isHex ? HexElements.of(text) : text; // which a cast reads
    }
    if (!(value instanceof List<?> list)) {
      throw Refusal.ofKind(value, "ARRAY");
    }
    List<@Nullable Object> bound = new ArrayList<>(list.size());
    for (Object element : list) {
      bound.add(
          element == null
              ? null
              : bind(element, type == null ? SqlTypes.OPEN : type, null, session));
    }
    return bound;
  }
}
