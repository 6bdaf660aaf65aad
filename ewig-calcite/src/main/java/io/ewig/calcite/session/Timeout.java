package io.ewig.calcite.session;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something may take, as PostgreSQL says it: {@code 1500}, {@code 5s}, {@code 2 min}. */
final class Timeout {

  /** Some 24 days, as in PostgreSQL. */
  static final long MILLIS_MAX = Integer.MAX_VALUE;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,10})\\s*([a-z]*)");

  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private Timeout() {}

  static long millis(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    long millis = unit == null ? -1 : Long.parseLong(matcher.group(1)) * unit;
    if (millis < 0 || millis > MILLIS_MAX) {
      throw Setting.invalid(
          text, "a time up to " + MILLIS_MAX + " milliseconds, such as 1500, '5s' or '2min'");
    }
    return millis;
  }
}
