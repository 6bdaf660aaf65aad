package io.ewig.server.avatica;

import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.Binding;
import io.ewig.jdbc.value.SessionZone;
import io.ewig.jdbc.value.Texts;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Values as Avatica sends them: days, milliseconds of a day, milliseconds since 1970 on a wall
 * clock, texts. What is finer than a millisecond is lost where the type is TIME or TIMESTAMP;
 * Ewig's own words keep it, and so does a cast to VARCHAR.
 */
final class SerialValues {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private SerialValues() {}

  /** A row as a list. */
  static List<@Nullable Object> row(
      @Nullable Object[] row, List<ValueType> types, SessionZone session) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(row.length);
    for (int i = 0; i < row.length; i++) {
      values.add(value(row[i], types.get(i), session));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object value, ValueType type, SessionZone session)
      throws SQLException {
    ValueType element = type.element();
    if (value == null) {
      return null;
    }
    if (value instanceof LocalDate day && type.jdbcCode() == Types.DATE) {
      return (int) day.toEpochDay();
    }
    if (value instanceof LocalTime time && type.jdbcCode() == Types.TIME) {
      return (int) (time.toNanoOfDay() / NANOS_PER_MILLI);
    }
    if (value instanceof LocalDateTime moment && type.jdbcCode() == Types.TIMESTAMP) {
      return moment.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    if (value instanceof List<?> list && element != null) {
      List<@Nullable Object> values = new ArrayList<>(list.size());
      for (Object one : list) {
        values.add(value(one, element, session));
      }
      return values;
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof byte[]) {
      return value;
    }
    return Texts.of(value, session);
  }

  /** Parameters of a statement, each as its type wants it. */
  static @Nullable Object[] parameters(
      @Nullable List<TypedValue> given, List<ValueType> types, SessionZone session)
      throws SQLException {
    int count = given == null ? 0 : given.size();
    if (given == null || count != types.size()) {
      if (types.isEmpty() && count == 0) {
        return new @Nullable Object[0];
      }
      throw new SQLException(
          "the statement has " + types.size() + " parameters, and " + count + " values came",
          "07001",
          1203);
    }
    @Nullable Object[] values = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      Object plain = plain(given.get(i), i + 1);
      values[i] = plain == null ? null : Binding.bind(plain, types.get(i), null, session);
    }
    return values;
  }

  private static @Nullable Object plain(@Nullable TypedValue given, int number)
      throws SQLException {
    if (given == null || given.value == null) {
      return null;
    }
    try {
      return plain(given, given.toLocal());
    } catch (DateTimeException | ClassCastException | IllegalArgumentException e) {
      throw new SQLException(
          "parameter " + number + " is no " + given.type + ": " + given.value, "22023", 1001, e);
    }
  }

  private static @Nullable Object plain(TypedValue given, @Nullable Object local) {
    if (local instanceof ByteString bytes) {
      return bytes.getBytes();
    }
    if (local instanceof Number number) {
      return switch (given.type) {
        case JAVA_SQL_DATE -> LocalDate.ofEpochDay(number.longValue());
        case JAVA_SQL_TIME -> LocalTime.MIDNIGHT.plus(Duration.ofMillis(number.longValue()));
        case JAVA_SQL_TIMESTAMP, JAVA_UTIL_DATE ->
            LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                .plus(Duration.ofMillis(number.longValue()));
        default -> number;
      };
    }
    return local;
  }
}
