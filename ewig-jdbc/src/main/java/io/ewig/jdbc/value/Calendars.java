package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Between what a wall clock shows and the moments that {@code java.sql.Date}, {@code Time} and
 * {@code Timestamp} are.
 *
 * <p>The zone is the calendar's, or else the JVM's. Of a calendar nothing else counts, but for when
 * a Gregorian one begins: a Buddhist one (what Thai Java hands out) would shift years.
 */
@SuppressWarnings("JavaUtilDate") // they are what it is about
public final class Calendars {

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Calendars() {}

  public static Timestamp toTimestamp(
      Object value, @Nullable Calendar calendar, SessionZone session) throws SQLException {
    Object moment = value instanceof String text ? Moments.parseText(text) : value;
    if (moment instanceof OffsetDateTime || moment instanceof ZonedDateTime) {
      moment = Moments.toInstant(moment, session);
    }
    if (moment instanceof Instant instant) {
      return Timestamp.from(instant);
    }
    LocalDateTime wall = Moments.toDateTime(moment, session);
    var timestamp = new Timestamp(millis(wall, calendar));
    timestamp.setNanos(wall.get(ChronoField.NANO_OF_SECOND));
    return timestamp;
  }

  public static Date toDate(Object value, @Nullable Calendar calendar, SessionZone session)
      throws SQLException {
    LocalDate date = Moments.toDate(onWall(value, calendar), session);
    return new Date(millis(date.atStartOfDay(), calendar));
  }

  /** On the first of January 1970; milliseconds are kept. */
  public static Time toTime(Object value, @Nullable Calendar calendar, SessionZone session)
      throws SQLException {
    LocalTime time = Moments.toTime(onWall(value, calendar), session);
    return new Time(millis(LocalDate.EPOCH.atTime(time), calendar));
  }

  /** What a wall clock in the JVM's zone, or the calendar's, shows at a moment. */
  private static Object onWall(Object value, @Nullable Calendar calendar) throws SQLException {
    Object moment =
        value instanceof String text && text.indexOf('-') > 0 ? Moments.parseText(text) : value;
    return moment instanceof Instant instant
        ? LocalDateTime.ofInstant(instant, zone(calendar).toZoneId())
        : moment;
  }

  /** The inverse: what a wall clock shows at the moment that was set. */
  public static LocalDateTime toWall(java.util.Date date, @Nullable Calendar calendar)
      throws SQLException {
    GregorianCalendar fields = gregorian(calendar);
    fields.setTimeInMillis(date.getTime());
    int year = fields.get(Calendar.YEAR);
    if (fields.get(Calendar.ERA) == GregorianCalendar.BC || year > Moments.YEAR_MAX) {
      throw SqlState.INVALID_DATETIME.error(
          "'" + date + "' lies outside the years " + Moments.YEAR_MIN + " to " + Moments.YEAR_MAX);
    }
    try {
      return LocalDateTime.of(
          year,
          fields.get(Calendar.MONTH) + 1,
          fields.get(Calendar.DAY_OF_MONTH),
          fields.get(Calendar.HOUR_OF_DAY),
          fields.get(Calendar.MINUTE),
          fields.get(Calendar.SECOND),
          nanos(date));
    } catch (java.time.DateTimeException e) {
      throw SqlState.INVALID_DATETIME.error(
          "'" + date + "' is a leap day of the Julian calendar only; use LocalDate instead", e);
    }
  }

  /** The moment itself, to the nanosecond. */
  public static Instant toInstant(java.util.Date date) {
    return Instant.ofEpochSecond(Math.floorDiv(date.getTime(), 1_000L), nanos(date));
  }

  private static int nanos(java.util.Date date) {
    return date instanceof Timestamp timestamp
        ? timestamp.getNanos()
        : (int) Math.floorMod(date.getTime(), 1_000L) * NANOS_PER_MILLI;
  }

  private static long millis(LocalDateTime wall, @Nullable Calendar calendar) {
    GregorianCalendar fields = gregorian(calendar);
    fields.clear();
    fields.set(
        wall.getYear(),
        wall.getMonthValue() - 1,
        wall.getDayOfMonth(),
        wall.getHour(),
        wall.getMinute(),
        wall.getSecond());
    return fields.getTimeInMillis() + wall.get(ChronoField.NANO_OF_SECOND) / NANOS_PER_MILLI;
  }

  private static GregorianCalendar gregorian(@Nullable Calendar calendar) {
    var fields = new GregorianCalendar(zone(calendar), Locale.ROOT);
    if (calendar instanceof GregorianCalendar given) {
      fields.setGregorianChange(given.getGregorianChange());
    }
    return fields;
  }

  private static TimeZone zone(@Nullable Calendar calendar) {
    return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
  }
}
