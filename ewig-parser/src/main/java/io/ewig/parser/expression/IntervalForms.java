package io.ewig.parser.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of intervals that have no words for their units: {@code 1-2} (years and months), {@code 3
 * 4:05:06} (days and a clock), {@code P3DT4H5M6S} (ISO 8601), said with words.
 */
final class IntervalForms {

  private static final String NUMBER = "[+-]?\\d{1,9}(?:\\.\\d{1,9})?";
  private static final Pattern YEARS = Pattern.compile("([+-]?)(\\d{1,9})-(\\d{1,2})");
  private static final Pattern DAYS =
      Pattern.compile("([+-]?\\d{1,9})\\s+([+-]?\\d{1,9}:\\d{1,2}(?::.*)?)");
  private static final Pattern ISO =
      Pattern.compile(
          "p(?=.)((?:" + NUMBER + "[ymwd])*)(?:t((?:" + NUMBER + "[hms])+))?", Pattern.DOTALL);
  private static final Pattern ISO_PART = Pattern.compile("(" + NUMBER + ")([a-z])");

  private IntervalForms() {}

  /**
   * The same with words; itself if it has them, or makes no sense.
   *
   * @param text in lower case
   */
  static String worded(String text) {
    String plain = text.startsWith("@") ? text.substring(1).strip() : text;
    Matcher years = YEARS.matcher(plain);
    if (years.matches()) {
      String sign = years.group(1);
      return sign + years.group(2) + " year " + sign + years.group(3) + " month";
    }
    Matcher days = DAYS.matcher(plain);
    if (days.matches()) {
      return days.group(1) + " day " + days.group(2);
    }
    Matcher iso = ISO.matcher(plain);
    return iso.matches()
        ? parts(iso.group(1), "month") + parts(iso.group(2) == null ? "" : iso.group(2), "minute")
        : plain;
  }

  /** M is a month before the T, and a minute behind it. */
  private static String parts(String text, String ofM) {
    StringBuilder words = new StringBuilder();
    for (Matcher part = ISO_PART.matcher(text); part.find(); ) {
      String unit = part.group(2).equals("m") ? ofM : part.group(2);
      words.append(part.group(1)).append(' ').append(unit).append(' ');
    }
    return words.toString();
  }
}
