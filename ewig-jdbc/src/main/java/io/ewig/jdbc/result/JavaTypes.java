package io.ewig.jdbc.result;

import static java.util.Map.entry;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.Bits;
import io.ewig.jdbc.value.Calendars;
import io.ewig.jdbc.value.MemoryBlob;
import io.ewig.jdbc.value.MemoryClob;
import io.ewig.jdbc.value.Moments;
import io.ewig.jdbc.value.Numbers;
import io.ewig.jdbc.value.SessionZone;
import io.ewig.jdbc.value.SqlTypes;
import io.ewig.jdbc.value.Texts;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
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
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The classes that {@code getObject} gives. */
final class JavaTypes {

  private interface Conversion {
    Object convert(Object value, ValueType type, SessionZone session) throws SQLException;
  }

  private static final Map<Class<?>, Conversion> BY_CLASS =
      Map.ofEntries(
          entry(Object.class, JavaTypes::usual),
          entry(String.class, (value, type, session) -> Texts.of(value, session)),
          entry(Boolean.class, (value, type, session) -> Numbers.toBoolean(value)),
          entry(Byte.class, (value, type, session) -> Numbers.toByte(value)),
          entry(Short.class, (value, type, session) -> Numbers.toShort(value)),
          entry(Integer.class, (value, type, session) -> Numbers.toInt(value)),
          entry(Long.class, (value, type, session) -> Numbers.toLong(value)),
          entry(Float.class, (value, type, session) -> Numbers.toFloat(value)),
          entry(Double.class, (value, type, session) -> Numbers.toDouble(value)),
          entry(Number.class, (value, type, session) -> Numbers.toDecimal(value)),
          entry(BigDecimal.class, (value, type, session) -> Numbers.toDecimal(value)),
          entry(BigInteger.class, (value, type, session) -> Numbers.toBigInteger(value)),
          entry(byte[].class, (value, type, session) -> Bits.of(value)),
          entry(UUID.class, (value, type, session) -> Bits.toUuid(value)),
          entry(LocalDate.class, (value, type, session) -> Moments.toDate(value, session)),
          entry(LocalTime.class, (value, type, session) -> Moments.toTime(value, session)),
          entry(LocalDateTime.class, (value, type, session) -> Moments.toDateTime(value, session)),
          entry(OffsetTime.class, (value, type, session) -> Moments.toOffsetTime(value, session)),
          entry(OffsetDateTime.class, JavaTypes::toOffset),
          entry(ZonedDateTime.class, (value, type, session) -> Moments.toZoned(value, session)),
          entry(Instant.class, (value, type, session) -> Moments.toInstant(value, session)),
          entry(Date.class, (value, type, session) -> Calendars.toDate(value, null, session)),
          entry(Time.class, (value, type, session) -> Calendars.toTime(value, null, session)),
          entry(Timestamp.class, JavaTypes::toTimestamp),
          entry(java.util.Date.class, JavaTypes::toTimestamp),
          entry(Calendar.class, JavaTypes::toCalendar),
          entry(Blob.class, (value, type, session) -> new MemoryBlob(Bits.of(value))),
          entry(Clob.class, (value, type, session) -> new MemoryClob(Texts.of(value, session))),
          entry(NClob.class, (value, type, session) -> new MemoryClob(Texts.of(value, session))),
          entry(InputStream.class, (value, type, session) -> stream(value)),
          entry(Reader.class, (value, type, session) -> new StringReader(Texts.of(value, session))),
          entry(Array.class, JavaTypes::toArray));

  /** Values of these classes are what they are: nothing is turned into one. */
  private static final List<Class<?>> AS_THEY_ARE =
      List.of(Period.class, Duration.class, List.class, Map.class);

  private JavaTypes() {}

  /** What JDBC prescribes for the type. */
  static Object usual(Object value, ValueType type, SessionZone session) throws SQLException {
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    if (value instanceof LocalDate) {
      return Calendars.toDate(value, null, session);
    }
    if (value instanceof LocalTime) {
      return Calendars.toTime(value, null, session);
    }
    if (value instanceof LocalDateTime) {
      return Calendars.toTimestamp(value, null, session);
    }
    if (value instanceof Instant) {
      return toOffset(value, type, session);
    }
    if (value instanceof List<?>) {
      return toArray(value, type, session);
    }
    if (value instanceof Object[] row) {
      return new MemoryStruct(type.name(), row);
    }
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  static <T> T as(@Nullable Class<T> wanted, Object value, ValueType type, SessionZone session)
      throws SQLException {
    if (wanted == null) {
      throw SqlState.INVALID_ARGUMENT.error("the class to read a value as is null; name one");
    }
    Conversion conversion = BY_CLASS.get(wanted);
    if (conversion != null) {
      return wanted.cast(conversion.convert(value, type, session));
    }
    if (wanted.isInstance(value) && AS_THEY_ARE.contains(wanted)) {
      return wanted.cast(value);
    }
    if (wanted == Struct.class && value instanceof Object[] row) {
      return wanted.cast(new MemoryStruct(type.name(), row));
    }
    if (wanted.isArray() && value instanceof List<?> list) {
      return wanted.cast(array(list, wanted.getComponentType(), element(type), session));
    }
    throw AS_THEY_ARE.contains(wanted) || wanted == Struct.class || wanted.isArray()
        ? SqlState.INVALID_CAST.error(
            "a value of " + type.name() + " cannot be read as " + wanted.getSimpleName())
        : SqlState.UNSUPPORTED.error(
            "values cannot be read as "
                + wanted.getName()
                + "; ask for a String, a number, a java.time class, a UUID or byte[]");
  }

  /** Elements of the class that is usual for them, so that a cast to Integer[] works. */
  static Object[] elements(List<?> list, ValueType element, SessionZone session)
      throws SQLException {
    Object[] array =
        (Object[]) java.lang.reflect.Array.newInstance(usualClass(element), list.size());
    for (int i = 0; i < array.length; i++) {
      array[i] = element(list.get(i), element, session);
    }
    return array;
  }

  /** Whatever is in it: an empty array is of a class, too. */
  private static Class<?> usualClass(ValueType element) {
    if (element.jdbcCode() == Types.ARRAY) {
      return usualClass(element(element)).arrayType();
    }
    try {
      return Class.forName(SqlTypes.className(element));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e); // all of them are of Java itself
    }
  }

  private static @Nullable Object element(
      @Nullable Object value, ValueType type, SessionZone session) throws SQLException {
    if (value instanceof List<?> nested) {
      return elements(nested, element(type), session);
    }
    return value == null ? null : usual(value, type, session);
  }

  private static Object array(
      List<?> list, Class<?> component, ValueType element, SessionZone session)
      throws SQLException {
    Object array = java.lang.reflect.Array.newInstance(component, list.size());
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      if (value != null) {
        java.lang.reflect.Array.set(array, i, as(boxed(component), value, element, session));
      } else if (component.isPrimitive()) {
        throw SqlState.INVALID_CAST.error("a null in an array cannot be read as " + component);
      }
    }
    return array;
  }

  private static Class<?> boxed(Class<?> component) {
    return component.isPrimitive()
        ? java.lang.invoke.MethodType.methodType(component).wrap().returnType()
        : component;
  }

  static ValueType element(ValueType type) {
    ValueType element = type.element();
    return element == null ? SqlTypes.OPEN : element;
  }

  private static Object toArray(Object value, ValueType type, SessionZone session)
      throws SQLException {
    if (value instanceof List<?> list) {
      return new MemoryArray(list, element(type), session);
    }
    throw SqlState.INVALID_CAST.error("a value of " + type.name() + " is no array");
  }

  private static Object toOffset(Object value, ValueType type, SessionZone session)
      throws SQLException {
    return Moments.toZoned(value, session).toOffsetDateTime();
  }

  private static Object toTimestamp(Object value, ValueType type, SessionZone session)
      throws SQLException {
    return Calendars.toTimestamp(value, null, session);
  }

  private static Object toCalendar(Object value, ValueType type, SessionZone session)
      throws SQLException {
    var calendar = new GregorianCalendar(TimeZone.getDefault(), Locale.ROOT);
    calendar.setTimeInMillis(Calendars.toTimestamp(value, null, session).getTime());
    return calendar;
  }

  private static Object stream(Object value) throws SQLException {
    byte[] bytes =
        value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Bits.of(value);
    return new ByteArrayInputStream(bytes);
  }
}
