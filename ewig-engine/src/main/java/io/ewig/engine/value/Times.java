package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.function.Function;

/**
 * What dates, times and intervals make of a value.
 *
 * <p>Years 1 to 9999, as in the standard. A time is cut to its precision, never rounded up: nothing
 * is dated later than it was.
 */
final class Times {

  static final int YEAR_MIN = 1;
  static final int YEAR_MAX = 9999;

  private static final Instant INSTANT_MIN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant INSTANT_END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .appendOffset("+HH:mm", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT); // there is no 31st of February

  private Times() {}

  static Object date(Type type, Object value, String column) {
    LocalDate date =
        value instanceof String text
            ? parsed(text, LocalDate::parse, type, column, "2026-01-31")
            : value instanceof LocalDate given ? given : null;
    if (date == null) {
      throw Refusal.ofClass(value, type, column);
    }
    requireYear(date.getYear(), value, type, column);
    return date;
  }

  static Object time(Type type, Object value, String column) {
    LocalTime time =
        value instanceof String text
            ? parsed(text, LocalTime::parse, type, column, "23:59:59.123")
            : value instanceof LocalTime given ? given : null;
    if (time == null) {
      throw Refusal.ofClass(value, type, column);
    }
    return cut(time, type);
  }

  static Object timestamp(Type type, Object value, String column) {
    LocalDateTime moment = null;
    if (value instanceof LocalDateTime given) {
      moment = given;
    } else if (value instanceof LocalDate date) {
      moment = date.atStartOfDay();
    } else if (value instanceof String text) {
      moment = parsed(text, Times::local, type, column, "2026-01-31 23:59:59.123456789");
    }
    if (moment == null) {
      throw Refusal.ofClass(value, type, column);
    }
    requireYear(moment.getYear(), value, type, column);
    return cut(moment, type);
  }

  static Object instant(Type type, Object value, String column) {
    Instant instant = null;
    if (value instanceof Instant given) {
      instant = given;
    } else if (value instanceof OffsetDateTime given) {
      instant = given.toInstant();
    } else if (value instanceof ZonedDateTime given) {
      instant = given.toInstant();
    } else if (value instanceof String text) {
      instant = parsed(text, Times::zoned, type, column, "2026-01-31 23:59:59.123+01:00");
    }
    if (instant == null) {
      throw Refusal.ofClass(value, type, column);
    }
    if (instant.isBefore(INSTANT_MIN) || !instant.isBefore(INSTANT_END)) {
      throw outOfRange(value, type, column);
    }
    return cut(instant, type);
  }

  static Object interval(Type type, Object value, String column) {
    Interval interval = intervalOf(type, value, column);
    boolean months = type.kind() == Kind.INTERVAL_YEAR_TO_MONTH;
    if ((months ? interval.nanos() : interval.months()) != 0) {
      throw Refusal.of(
          ErrorCode.INVALID_DATETIME,
          value,
          type,
          column,
          months ? "it holds years and months only" : "it holds days down to nanoseconds only");
    }
    return interval;
  }

  private static Interval intervalOf(Type type, Object value, String column) {
    if (value instanceof Interval given) {
      return given;
    }
    if (value instanceof String text) {
      return parsed(text, Interval::parse, type, column, "P1Y2M or P3DT4H5.6S");
    }
    if (value instanceof Period period && period.equals(period.withDays(0))) {
      return Interval.ofMonths(period.toTotalMonths());
    }
    if (value instanceof Duration duration) {
      try {
        return Interval.of(duration);
      } catch (ArithmeticException e) {
        throw Refusal.of(
            ErrorCode.OUT_OF_RANGE, value, type, column, "it takes up to 292 years in nanoseconds");
      }
    }
    throw Refusal.ofClass(value, type, column);
  }

  private static LocalDateTime local(String text) {
    return LocalDateTime.parse(withT(text));
  }

  private static Instant zoned(String text) {
    return OffsetDateTime.parse(withT(text), WITH_OFFSET).toInstant();
  }

  /** The standard has a blank where ISO 8601 has a T. */
  private static String withT(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 || text.indexOf('T') >= 0
        ? text
        : text.substring(0, blank) + "T" + text.substring(blank + 1);
  }

  private static <T> T parsed(
      String text, Function<String, T> parser, Type type, String column, String example) {
    try {
      return parser.apply(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.of(ErrorCode.INVALID_DATETIME, text, type, column, "write it as " + example);
    }
  }

  private static Temporal cut(Temporal moment, Type type) {
    int unit = 1;
    for (int digits = type.precision(); digits < Type.FRACTION_DIGITS_MAX; digits++) {
      unit *= 10;
    }
    int nano = moment.get(ChronoField.NANO_OF_SECOND);
    return nano % unit == 0 ? moment : moment.with(ChronoField.NANO_OF_SECOND, nano - nano % unit);
  }

  private static void requireYear(int year, Object value, Type type, String column) {
    if (year < YEAR_MIN || year > YEAR_MAX) {
      throw outOfRange(value, type, column);
    }
  }

  private static UserException outOfRange(Object value, Type type, String column) {
    return Refusal.of(
        ErrorCode.INVALID_DATETIME,
        value,
        type,
        column,
        "it takes the years " + YEAR_MIN + " to " + YEAR_MAX);
  }
}
