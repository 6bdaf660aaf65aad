package io.ewig.server.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The narrowest type that has room for all values of a column that were seen, to the last digit.
 *
 * @param sql its name
 * @param values those that it has room for
 */
record Guess(String sql, Predicate<String> values) {

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(?:\\.([0-9]+))?");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,400})(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,3})?");

  private static final int DECIMAL_DIGITS_USUAL = 38;
  private static final int DECIMAL_DIGITS_MAX = 255;

  private static final Guess BOOLEAN = new Guess("boolean", like("true|false"));
  private static final Guess BIGINT = new Guess("bigint", Guess::isLong);
  private static final Guess DOUBLE = new Guess("double", Guess::isDouble);
  private static final Guess DATE = new Guess("date", like("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
  private static final Guess INSTANT =
      new Guess(
          "timestamp with time zone",
          like(
              "[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                  + "(Z|[-+][0-9]{2}:?[0-9]{2})"));
  private static final Guess VARCHAR = new Guess("varchar", text -> true);

  private static Predicate<String> like(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).asMatchPredicate();
  }

  static Guess of(List<CsvRecord> records, int column) {
    List<String> seen =
        records.stream()
            .filter(record -> column < record.values().size())
            .map(record -> record.values().get(column))
            .filter(Objects::nonNull)
            .toList();
    return Stream.of(BOOLEAN, BIGINT, DOUBLE, decimal(seen), DATE, INSTANT)
        .filter(type -> !seen.isEmpty() && seen.stream().allMatch(type.values))
        .findFirst()
        .orElse(VARCHAR);
  }

  private static boolean isLong(String text) {
    return WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE;
  }

  /** Whether a double comes back as what it was, but for zeros behind the last digit. */
  private static boolean isDouble(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return false;
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number)
        && new BigDecimal(Double.toString(number)).compareTo(new BigDecimal(text)) == 0;
  }

  /** With as many digits behind the point as any has, and usually with some more before it. */
  private static Guess decimal(List<String> seen) {
    int whole = 0;
    int scale = 0;
    for (String text : seen) {
      Matcher digits = DECIMAL.matcher(text);
      if (digits.matches()) {
        whole = Math.max(whole, digits.group(1).length());
        scale = Math.max(scale, fraction(digits));
      }
    }
    int precision = Math.max(DECIMAL_DIGITS_USUAL, whole + scale);
    int scaleMax = scale;
    return new Guess(
        "decimal(" + precision + ", " + scale + ")",
        text -> {
          Matcher digits = DECIMAL.matcher(text);
          return precision <= DECIMAL_DIGITS_MAX
              && digits.matches()
              && digits.group(1).length() <= precision - scaleMax
              && fraction(digits) <= scaleMax;
        });
  }

  private static int fraction(Matcher digits) {
    String fraction = digits.group(2);
    return fraction == null ? 0 : fraction.length();
  }
}
