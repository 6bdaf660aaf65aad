package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as texts.
 *
 * <pre>
 * text = [ date ] [ ( " " | "T" ) time ] [ [ " " ] zone ]     date or time, or both
 * date = year "-" month "-" day
 * time = hour ":" minute [ ":" second [ "." 1*9digit ] ]
 * zone = "Z" | ( "+" | "-" ) hour [ [ ":" ] minute ] | a name such as Europe/Berlin
 * </pre>
 *
 * <p>Digits of the fraction beyond the ninth are cut off. Years are 1 to 9999.
 */
public final class Clocks {

  private static final int TEXT_CHARS_MAX = 100;
  private static final int YEAR_MAX = 9_999;

  private static final int[] POWERS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  /** What a text says; what it does not say is null. */
  record Parsed(@Nullable LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone) {}

  private final String text;
  private int at;

  private Clocks(String text) {
    this.text = text;
  }

  /**
   * @param type to name in a refusal, with an example
   */
  static Parsed parse(String text, Object type, String example) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > TEXT_CHARS_MAX) {
      throw Fault.invalidTime(type, text, example);
    }
    Parsed parsed;
    try {
      parsed = new Clocks(trimmed).parsed();
    } catch (DateTimeException e) {
      parsed = null;
    }
    if (parsed == null) {
      throw Fault.invalidTime(type, text, example);
    }
    return parsed;
  }

  private @Nullable Parsed parsed() {
    LocalDate date = null;
    LocalTime time = null;
    if (!isTimeNext()) {
      date = date();
      if (date == null) {
        return null;
      }
      boolean goesOn = at < text.length() && (peek() == ' ' || peek() == 'T' || peek() == 't');
      if (goesOn && digitAt(at + 1)) {
        at++;
        time = time();
        if (time == null) {
          return null;
        }
      }
    } else {
      time = time();
      if (time == null) {
        return null;
      }
    }
    ZoneId zone = at < text.length() ? zone() : null;
    return at == text.length() || zone != null ? new Parsed(date, time, zone) : null;
  }

  private boolean isTimeNext() {
    return (text.length() > 2 && text.charAt(2) == ':')
        || (text.length() > 1 && text.charAt(1) == ':');
  }

  private char peek() {
    return text.charAt(at);
  }

  private boolean digitAt(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  /** Up to so many digits, or -1 if there is none. */
  private int digits(int most) {
    int value = 0;
    int from = at;
    while (at - from < most && digitAt(at)) {
      value = 10 * value + text.charAt(at++) - '0';
    }
    return at == from || digitAt(at) ? -1 : value;
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private @Nullable LocalDate date() {
    int year = digits(4);
    boolean dashed = take('-');
    int month = digits(2);
    dashed &= take('-');
    int day = digits(2);
    return dashed && year >= 1 && year <= YEAR_MAX ? LocalDate.of(year, month, day) : null;
  }

  private @Nullable LocalTime time() {
    int hour = digits(2);
    if (!take(':')) {
      return null;
    }
    int minute = digits(2);
    int second = 0;
    int nanos = 0;
    if (take(':')) {
      second = digits(2);
      nanos = take('.') ? fraction() : 0;
    }
    return nanos < 0 ? null : LocalTime.of(hour, minute, second, nanos);
  }

  private int fraction() {
    int nanos = 0;
    int count = 0;
    while (digitAt(at)) {
      if (count < 9) {
        nanos = 10 * nanos + text.charAt(at) - '0';
        count++;
      }
      at++;
    }
    return count == 0 ? -1 : nanos * POWERS[count];
  }

  private @Nullable ZoneId zone() {
    String rest = text.substring(at).strip();
    if (rest.equals("Z") || rest.equals("z")) {
      return ZoneOffset.UTC;
    }
    char first = rest.charAt(0);
    return first == '+' || first == '-' || Character.isLetter(first) ? ZoneId.of(rest) : null;
  }

  /** 2026-01-31 23:59:59.5 */
  static String text(LocalDateTime moment) {
    return moment.toLocalDate() + " " + text(moment.toLocalTime());
  }

  /** 23:59:59.5: seconds always, of the fraction what there is. */
  static String text(LocalTime time) {
    StringBuilder text = new StringBuilder(18);
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    two(text, time.getSecond());
    fraction(text, time.getNano());
    return text.toString();
  }

  /** 2026-01-31 23:59:59.5+01:00 */
  public static String text(Instant instant, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    LocalDateTime local = LocalDateTime.ofInstant(instant, offset);
    return text(local) + (offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId());
  }

  static StringBuilder two(StringBuilder text, long number) {
    return text.append(number < 10 ? "0" : "").append(number);
  }

  /** A point and the digits down to the last that is not 0; nothing for 0. */
  static void fraction(StringBuilder text, long nanos) {
    if (nanos != 0) {
      String digits = Long.toString(1_000_000_000L + nanos).substring(1);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 0, end);
    }
  }

  /** Cut to so many digits of the fraction of a second, never rounded up. */
  public static int cut(int nanos, int digits) {
    return digits < 0 || digits >= 9 ? nanos : nanos - nanos % POWERS[digits];
  }

  public static LocalTime cut(LocalTime time, RelDataType type) {
    int nanos = cut(time.getNano(), type.getPrecision());
    return nanos == time.getNano() ? time : time.withNano(nanos);
  }

  public static LocalDateTime cut(LocalDateTime moment, RelDataType type) {
    int nanos = cut(moment.getNano(), type.getPrecision());
    return nanos == moment.getNano() ? moment : moment.withNano(nanos);
  }

  public static Instant cut(Instant instant, RelDataType type) {
    int nanos = cut(instant.getNano(), type.getPrecision());
    return nanos == instant.getNano()
        ? instant
        : Instant.ofEpochSecond(instant.getEpochSecond(), nanos);
  }

  public static LocalDate withinYears(LocalDate date, Object type) {
    requireYear(date.getYear(), date, type);
    return date;
  }

  public static LocalDateTime withinYears(LocalDateTime moment, Object type) {
    requireYear(moment.getYear(), moment, type);
    return moment;
  }

  public static Instant withinYears(Instant instant, Object type) {
    long second = instant.getEpochSecond();
    if (second < Instants.SECOND_MIN || second >= Instants.SECOND_END) {
      throw beyondYears(instant, type);
    }
    return instant;
  }

  private static void requireYear(int year, Object value, Object type) {
    if (year < 1 || year > YEAR_MAX) {
      throw beyondYears(value, type);
    }
  }

  /** Also for what java.time cannot even count. */
  public static io.ewig.engine.error.UserException beyondYears(Object value, Object type) {
    return new io.ewig.engine.error.UserException(
        io.ewig.engine.error.ErrorCode.INVALID_DATETIME,
        Fault.shown(value) + " is out of the range of " + type + ", which has the years 1 to 9999");
  }
}
