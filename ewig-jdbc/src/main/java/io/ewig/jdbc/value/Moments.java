package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as {@code java.time} has them. */
public final class Moments {

  static final int YEAR_MIN = 1;
  static final int YEAR_MAX = 9999;

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' ']")
          .optionalStart()
          .appendOffset("+HH:mm:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Moments() {}

  public static LocalDate toDate(Object value, SessionZone session) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalTime || value instanceof OffsetTime) {
      throw Refusal.ofKind(value, "DATE");
    }
    return toDateTime(value, session).toLocalDate();
  }

  public static LocalTime toTime(Object value, SessionZone session) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof OffsetTime time) {
      return time.toLocalTime();
    }
    if (value instanceof String text && text.indexOf('-') < 0) {
      try {
        return LocalTime.parse(text.strip());
      } catch (DateTimeException e) {
        throw Refusal.ofDatetime(value, "a TIME", "23:59:59.123", e);
      }
    }
    if (value instanceof LocalDate) {
      throw Refusal.ofKind(value, "TIME");
    }
    return toDateTime(value, session).toLocalTime();
  }

  /** What a wall clock shows. */
  public static LocalDateTime toDateTime(Object value, SessionZone session) throws SQLException {
    if (value instanceof LocalDateTime moment) {
      return moment;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return LocalDate.EPOCH.atTime(time);
    }
    if (value instanceof String text) {
      TemporalAccessor parsed = parse(text);
      Instant instant = instant(parsed);
      return instant == null ? wallClock(parsed) : at(instant, session).toLocalDateTime();
    }
    Instant instant = given(value);
    if (instant == null) {
      throw Refusal.ofKind(value, "TIMESTAMP");
    }
    return at(instant, session).toLocalDateTime();
  }

  public static Instant toInstant(Object value, SessionZone session) throws SQLException {
    Instant instant = given(value);
    if (instant == null && value instanceof String text) {
      instant = instant(parse(text));
    }
    return instant == null
        ? toDateTime(value, session).atZone(session.zone()).toInstant()
        : instant;
  }

  public static ZonedDateTime toZoned(Object value, SessionZone session) throws SQLException {
    return at(toInstant(value, session), session);
  }

  public static OffsetTime toOffsetTime(Object value, SessionZone session) throws SQLException {
    LocalTime time = toTime(value, session);
    Instant instant = given(value);
    Instant day = instant == null ? Instant.EPOCH : instant;
    return time.atOffset(session.zone().getRules().getOffset(day));
  }

  /** What the session's wall clocks show then; no calendar knows the first and last instants. */
  static ZonedDateTime at(Instant instant, SessionZone session) throws SQLException {
    try {
      return instant.atZone(session.zone());
    } catch (DateTimeException e) {
      throw SqlState.OUT_OF_RANGE.error(
          "'" + instant + "' lies beyond what a wall clock can show; use years 1 to 9999", e);
    }
  }

  /** The moment that a value is by itself; null if it depends on a zone. */
  private static @Nullable Instant given(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    return value instanceof ZonedDateTime moment ? moment.toInstant() : null;
  }

  /** A moment if the text says an offset, else what a wall clock shows. */
  static Object parseText(String text) throws SQLException {
    TemporalAccessor parsed = parse(text);
    Instant instant = instant(parsed);
    return instant == null ? wallClock(parsed) : instant;
  }

  private static TemporalAccessor parse(String text) throws SQLException {
    try {
      TemporalAccessor parsed = DATE_TIME.parse(text.strip());
      int year = parsed.get(ChronoField.YEAR);
      if (year >= YEAR_MIN && year <= YEAR_MAX) {
        return parsed;
      }
    } catch (DateTimeException e) {
      throw notDatetime(text, e);
    }
    throw notDatetime(text, null);
  }

  private static SQLException notDatetime(String text, @Nullable Throwable cause) {
    return Refusal.ofDatetime(
        text, "a DATE or TIMESTAMP of the years 1 to 9999", "2026-01-31 23:59:59.123456789", cause);
  }

  private static LocalDateTime wallClock(TemporalAccessor parsed) {
    LocalDate date = LocalDate.from(parsed);
    return parsed.isSupported(ChronoField.NANO_OF_DAY)
        ? date.atTime(LocalTime.from(parsed))
        : date.atStartOfDay();
  }

  private static @Nullable Instant instant(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? wallClock(parsed)
            .toInstant(java.time.ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)))
        : null;
  }
}
