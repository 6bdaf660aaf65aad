package io.ewig.calcite.expression.time;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.value.Interval;

/**
 * What TO_CHAR writes for the fields of a length of time, as in PostgreSQL: each with its sign. A
 * day is 24 hours.
 *
 * @param hasDays whether days are written, so that hours are what is left of them
 */
record IntervalFields(Interval length, boolean hasDays, String pattern) {

  private static final long PER_SECOND = 1_000_000_000L;
  private static final long PER_HOUR = 3_600 * PER_SECOND;
  private static final long PER_DAY = 24 * PER_HOUR;
  private static final int MONTHS = 12;

  String of(String token) {
    long ofDay = hasDays ? length.nanos() % PER_DAY : length.nanos();
    long hours = ofDay / PER_HOUR;
    long fraction = ofDay % PER_SECOND;
    return switch (token) {
      case "YYYY" -> TimeFormat.padded(length.months() / MONTHS, 4);
      case "YY" -> TimeFormat.padded(length.months() / MONTHS % 100, 2);
      case "MM" -> TimeFormat.padded(length.months() % MONTHS, 2);
      case "DD" -> TimeFormat.padded(length.nanos() / PER_DAY, 2);
      case "HH24" -> TimeFormat.padded(hours, 2);
      case "HH12", "HH" -> TimeFormat.padded(hours % 12 == 0 ? 12 : hours % 12, 2);
      case "MI" -> TimeFormat.padded(ofDay / (60 * PER_SECOND) % 60, 2);
      case "SS" -> TimeFormat.padded(ofDay / PER_SECOND % 60, 2);
      case "SSSSS", "SSSS" -> TimeFormat.padded(ofDay / PER_SECOND, 5);
      case "MS" -> TimeFormat.padded(fraction / 1_000_000, 3);
      case "US" -> TimeFormat.padded(fraction / 1_000, 6);
      default -> fraction(token, fraction);
    };
  }

  private String fraction(String token, long fraction) {
    if (!token.startsWith("FF")) {
      throw Fault.invalid(
          Fault.shown(pattern)
              + " is no pattern of intervals: they have no "
              + token
              + "; write YYYY YY MM DD HH24 HH12 HH MI SS SSSSS MS US or FF1 to FF9");
    }
    String digits = TimeFormat.padded(fraction, 9);
    return digits.substring(0, digits.length() - 9 + token.charAt(2) - '0');
  }
}
