package io.ewig.calcite.expression.time;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Interval;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of TO_CHAR, TO_DATE and TO_TIMESTAMP, as in PostgreSQL.
 *
 * <pre>
 * YYYY YY IYYY   year, its last two digits, year of the ISO week    Q            quarter
 * MM MON MONTH   month: number, three letters, name                 WW IW W      week, ISO week,
 * CC J           century, Julian day                                             that of the month
 * DD DDD D ID    day of the month, the year, the week (1 = Sunday; ISO: 1 = Monday)
 * DY DAY         day of the week: three letters, name; in capitals as the pattern is
 * HH24 HH12 HH   hour; AM or PM goes with the latter two
 * MI SS SSSSS    minute, second, second of the day
 * MS US FF1..FF9 fraction: milliseconds, microseconds, so many digits
 * OF TZ          offset from UTC, zone; when reading an offset is taken
 * "text"         as it stands, as is everything that is no letter; FM takes padding away: zeros,
 *                and the blanks behind names
 * </pre>
 */
final class TimeFormat {

  private static final int LENGTH_MAX = 200;

  /** Of September and Wednesday, the longest names. */
  private static final int NAME_WIDTH = 9;

  private static final List<String> TOKENS =
      List.of(
          "YYYY", "IYYY", "YY", "MONTH", "MON", "MM", "MI", "MS", "DDD", "DD", "DAY", "DY", "D",
          "ID", "HH24", "HH12", "HH", "SSSSS", "SSSS", "SS", "US", "FF1", "FF2", "FF3", "FF4",
          "FF5", "FF6", "FF7", "FF8", "FF9", "AM", "PM", "Q", "WW", "W", "IW", "CC", "J", "OF",
          "TZ", "FM");

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  /** A token as it was written, or text as it stands. */
  private record Part(String token, String written) {}

  private final List<Part> parts = new ArrayList<>();
  private final String pattern;

  private TimeFormat(String pattern) {
    this.pattern = pattern;
  }

  static TimeFormat parse(String pattern) {
    if (pattern.length() > LENGTH_MAX) {
      throw Fault.limit("a pattern of times has up to " + LENGTH_MAX + " characters");
    }
    TimeFormat format = new TimeFormat(pattern);
    int at = 0;
    while (at < pattern.length()) {
      at = format.read(at);
    }
    return format;
  }

  private int read(int at) {
    if (pattern.charAt(at) == '"') {
      int end = pattern.indexOf('"', at + 1);
      int close = end < 0 ? pattern.length() : end;
      parts.add(new Part("", pattern.substring(at + 1, close)));
      return close + 1;
    }
    for (String token : TOKENS) {
      if (pattern.regionMatches(true, at, token, 0, token.length())) {
        parts.add(new Part(token, pattern.substring(at, at + token.length())));
        return at + token.length();
      }
    }
    if (Character.isLetter(pattern.charAt(at))) {
      throw Fault.invalid(
          Fault.shown(pattern)
              + " is no pattern of times: "
              + Fault.shown(pattern.substring(at))
              + " means nothing; write letters that stand for themselves in double quotes");
    }
    parts.add(new Part("", pattern.substring(at, at + 1)));
    return at + 1;
  }

  String format(LocalDateTime moment, ZoneId zone, ZoneOffset offset) {
    return format(part -> field(part, moment, zone, offset));
  }

  /** Without days in the pattern, all hours are hours. */
  String format(Interval length) {
    boolean hasDays = parts.stream().anyMatch(part -> part.token.equals("DD"));
    IntervalFields fields = new IntervalFields(length, hasDays, pattern);
    return format(part -> fields.of(part.token));
  }

  private String format(Function<Part, String> fields) {
    StringBuilder text = new StringBuilder();
    boolean isBare = false;
    for (Part part : parts) {
      if (part.token.equals("FM")) {
        isBare = true;
        continue;
      }
      String field = part.token.isEmpty() ? part.written : fields.apply(part);
      text.append(isBare && !part.token.isEmpty() ? bare(field) : field);
      isBare &= part.token.isEmpty();
    }
    return text.toString();
  }

  /** Without zeros before it and blanks behind it. */
  private static String bare(String field) {
    return field.replaceFirst("^(-?)0+(?=.)", "$1").stripTrailing();
  }

  private static String field(Part part, LocalDateTime t, ZoneId zone, ZoneOffset offset) {
    int hour12 = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
    return switch (part.token) {
      case "YYYY" -> padded(t.getYear(), 4);
      case "IYYY" -> padded(t.get(IsoFields.WEEK_BASED_YEAR), 4);
      case "YY" -> padded(t.getYear() % 100, 2);
      case "Q" -> Integer.toString(t.get(IsoFields.QUARTER_OF_YEAR));
      case "MM" -> padded(t.getMonthValue(), 2);
      case "MON" -> cased(t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), part);
      case "MONTH" -> name(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), part);
      case "DD" -> padded(t.getDayOfMonth(), 2);
      case "DDD" -> padded(t.getDayOfYear(), 3);
      case "D" -> Integer.toString(t.getDayOfWeek().getValue() % 7 + 1);
      case "ID" -> Integer.toString(t.getDayOfWeek().getValue());
      case "DY" -> cased(t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), part);
      case "DAY" -> name(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), part);
      case "WW" -> padded((t.getDayOfYear() - 1) / 7 + 1, 2);
      case "W" -> Integer.toString((t.getDayOfMonth() - 1) / 7 + 1);
      case "CC" -> padded((t.getYear() + 99) / 100, 2);
      case "J" -> Long.toString(t.getLong(JulianFields.JULIAN_DAY));
      case "IW" -> padded(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case "HH24" -> padded(t.getHour(), 2);
      case "HH12", "HH" -> padded(hour12, 2);
      case "MI" -> padded(t.getMinute(), 2);
      case "SS" -> padded(t.getSecond(), 2);
      case "SSSSS", "SSSS" -> padded(t.toLocalTime().toSecondOfDay(), 5);
      case "MS" -> padded(t.getNano() / 1_000_000, 3);
      case "US" -> padded(t.getNano() / 1_000, 6);
      case "AM", "PM" -> half(t.getHour() < 12, part);
      case "OF" -> offset.getTotalSeconds() == 0 ? "+00" : offset.getId();
      case "TZ" -> zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
      default -> padded(t.getNano(), 9).substring(0, part.token.charAt(2) - '0');
    };
  }

  private static String half(boolean isMorning, Part part) {
    String half = isMorning ? "AM" : "PM";
    return Character.isLowerCase(part.written.charAt(0)) ? half.toLowerCase(Locale.ROOT) : half;
  }

  /** All names of a kind take the same room. */
  private static String name(String name, Part part) {
    return cased(name, part) + " ".repeat(NAME_WIDTH - name.length());
  }

  /** With zeros before it, up to so many digits; a sign is none. */
  static String padded(long number, int width) {
    String digits = Long.toString(Math.abs(number));
    return (number < 0 ? "-" : "") + "0".repeat(Math.max(width - digits.length(), 0)) + digits;
  }

  private static String cased(String name, Part part) {
    if (Character.isLowerCase(part.written.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isUpperCase(part.written.charAt(1)) ? name.toUpperCase(Locale.ROOT) : name;
  }

  /** What a text says: a wall clock, and an offset if it has one. */
  record Parsed(LocalDateTime moment, @Nullable ZoneOffset offset) {}

  Parsed parseText(String text) {
    return new Reading(text).parsed();
  }

  /** Reads one text; fields that are not there are those of the first moment of the year 1. */
  private final class Reading {
    private final String text;
    private int at;
    private int year = 1;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private boolean isBehindName;
    private @Nullable Boolean isMorning;
    private @Nullable ZoneOffset offset;

    Reading(String text) {
      this.text = text;
    }

    Parsed parsed() {
      try {
        parts.forEach(this::read);
        if (at < text.length()) {
          throw refused();
        }
        if (isMorning != null) {
          hour = hour % 12 + (isMorning ? 0 : 12);
        }
        LocalDateTime moment = LocalDateTime.of(year, month, day, hour, minute, second, nanos);
        return new Parsed(dayOfYear == 0 ? moment : moment.withDayOfYear(dayOfYear), offset);
      } catch (DateTimeException e) {
        throw refused();
      }
    }

    private UserException refused() {
      return Fault.invalidTime("time of the pattern " + Fault.shown(pattern), text, pattern);
    }

    private void read(Part part) {
      boolean hadBlanks = isBehindName && skipBlanks();
      isBehindName = part.token.equals("MONTH") || part.token.equals("DAY");
      if (!hadBlanks || !part.written.equals(" ")) {
        readField(part);
      }
    }

    /** What a name may be padded with; whether there is any. */
    private boolean skipBlanks() {
      int from = at;
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return at > from;
    }

    private void readField(Part part) {
      switch (part.token) {
        case "" -> literal(part.written);
        case "FM" -> at += 0;
        case "YYYY" -> year = number(4);
        case "YY" -> {
          int two = number(2);
          year = two + (two < 70 ? 2000 : 1900);
        }
        case "MM" -> month = number(2);
        case "MON", "MONTH" -> month = monthName();
        case "DD" -> day = number(2);
        case "DDD" -> dayOfYear = number(3);
        case "DY", "DAY" -> letters();
        case "HH24", "HH12", "HH" -> hour = number(2);
        case "MI" -> minute = number(2);
        case "SS" -> second = number(2);
        case "MS" -> nanos = fraction(3);
        case "US" -> nanos = fraction(6);
        case "AM", "PM" -> isMorning = letters().equals("AM");
        case "OF", "TZ" -> offset = ZoneOffset.of(rest());
        default -> {
          if (!part.token.startsWith("FF")) {
            throw Fault.unsupported(part.token + " cannot be read, only written");
          }
          nanos = fraction(part.token.charAt(2) - '0');
        }
      }
    }

    private void literal(String written) {
      for (int i = 0; i < written.length(); i++) {
        boolean isThere = at < text.length() && text.charAt(at) == written.charAt(i);
        if (!isThere) {
          throw refused();
        }
        at++;
      }
    }

    private int number(int most) {
      int value = 0;
      int from = at;
      while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
        value = 10 * value + text.charAt(at++) - '0';
      }
      if (at == from) {
        throw refused();
      }
      return value;
    }

    private int fraction(int most) {
      int from = at;
      int value = number(most);
      for (int digits = at - from; digits < 9; digits++) {
        value *= 10;
      }
      return value;
    }

    private String letters() {
      int from = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at).toUpperCase(Locale.ROOT);
    }

    private int monthName() {
      String name = letters();
      int index = name.length() < 3 ? -1 : MONTHS.indexOf(name.substring(0, 3));
      if (index < 0) {
        throw refused();
      }
      return index + 1;
    }

    private String rest() {
      String rest = text.substring(at).strip();
      at = text.length();
      return rest.equalsIgnoreCase("UTC") ? "Z" : rest;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
