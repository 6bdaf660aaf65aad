package io.ewig.parser.expression;

import io.ewig.parser.grammar.ParseException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of an interval adds up to where it says its units itself: {@code 1 day 2 hours},
 * {@code 90 min ago}. Literals and casts read it alike.
 *
 * @param months of the years and months, with a fraction where the text has one
 * @param seconds of all that is shorter
 */
public record IntervalSum(BigDecimal months, BigDecimal seconds) {

  static final long SECONDS_PER_DAY = 86_400;

  private static final Pattern PART =
      Pattern.compile(
          "([+-]?\\d{1,18}(?:\\.\\d{1,9})?)\\s*([a-z]+)|([+-]?)(\\d{1,9}):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d{1,9})?))?");

  private static final Map<String, Integer> MONTHS =
      Map.of(
          "month",
          1,
          "mon",
          1,
          "year",
          12,
          "y",
          12,
          "yr",
          12,
          "decade",
          120,
          "century",
          1200,
          "centurie",
          1200);

  private static final Map<String, BigDecimal> SECONDS =
      Map.ofEntries(
          Map.entry("microsecond", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("millisecond", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("ms", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("us", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("second", BigDecimal.ONE),
          Map.entry("s", BigDecimal.ONE),
          Map.entry("m", BigDecimal.valueOf(60)),
          Map.entry("sec", BigDecimal.ONE),
          Map.entry("minute", BigDecimal.valueOf(60)),
          Map.entry("min", BigDecimal.valueOf(60)),
          Map.entry("hour", BigDecimal.valueOf(3600)),
          Map.entry("hr", BigDecimal.valueOf(3600)),
          Map.entry("h", BigDecimal.valueOf(3600)),
          Map.entry("day", BigDecimal.valueOf(SECONDS_PER_DAY)),
          Map.entry("d", BigDecimal.valueOf(SECONDS_PER_DAY)),
          Map.entry("week", BigDecimal.valueOf(7 * SECONDS_PER_DAY)),
          Map.entry("w", BigDecimal.valueOf(7 * SECONDS_PER_DAY)));

  /** The sum that a text says. */
  public static IntervalSum of(String text) throws ParseException {
    String words = IntervalForms.worded(text.strip().toLowerCase(Locale.ROOT)).strip();
    boolean isAgo = words.endsWith(" ago");
    IntervalSum sum =
        added(isAgo ? words.substring(0, words.length() - " ago".length()) : words, text);
    return isAgo ? new IntervalSum(sum.months.negate(), sum.seconds.negate()) : sum;
  }

  private static IntervalSum added(String words, String text) throws ParseException {
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher part = PART.matcher(words);
    int end = 0;
    while (part.find() && words.substring(end, part.start()).isBlank()) {
      end = part.end();
      String unit = part.group(2) == null ? null : singular(part.group(2));
      if (unit == null) {
        seconds = seconds.add(clock(part));
      } else if (MONTHS.containsKey(unit)) {
        BigDecimal each = BigDecimal.valueOf(MONTHS.get(unit));
        months = months.add(new BigDecimal(part.group(1)).multiply(each));
      } else if (SECONDS.containsKey(unit)) {
        seconds = seconds.add(new BigDecimal(part.group(1)).multiply(SECONDS.get(unit)));
      } else {
        throw none(text);
      }
    }
    if (end == 0 || !words.substring(end).isBlank()) {
      throw none(text);
    }
    return new IntervalSum(months, seconds);
  }

  /** Whether it has months and what is shorter, which no interval has. */
  public boolean isMixed() {
    return months.signum() != 0 && seconds.signum() != 0;
  }

  private static String singular(String unit) {
    boolean isKnown = MONTHS.containsKey(unit) || SECONDS.containsKey(unit);
    return !isKnown && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }

  /** Hours, minutes and seconds. */
  private static BigDecimal clock(Matcher part) {
    BigDecimal seconds =
        new BigDecimal(part.group(4))
            .multiply(BigDecimal.valueOf(3600))
            .add(new BigDecimal(part.group(5)).multiply(BigDecimal.valueOf(60)));
    if (part.group(6) != null) {
      seconds = seconds.add(new BigDecimal(part.group(6)));
    }
    return part.group(3).equals("-") ? seconds.negate() : seconds;
  }

  static ParseException none(String text) {
    return new ParseException(
        "'" + text + "' is no interval; write one such as INTERVAL '1' DAY or INTERVAL '2 hours'");
  }
}
