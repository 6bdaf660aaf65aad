package io.ewig.engine.json;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;

/**
 * The one form of a number's text, see {@link JsonNumber}.
 *
 * <p>Works on digits alone: no arithmetic whose cost grows faster than the text.
 */
final class NumberText {

  /** Whole numbers of so many digits and more take a power. */
  private static final int PLAIN_DIGITS_MAX = 21;

  private static final int PLAIN_EXPONENT_MIN = -6;

  /** Every whole number of so many digits fits into 64 bits. */
  private static final int LONG_DIGITS = 18;

  /** An exponent that is too large whatever digits stand before it; further ones stay here. */
  private static final int FAR = 1_000_000;

  private final String text;
  private int at;

  private NumberText(String text) {
    this.text = text;
  }

  static String canonical(String text) {
    return isCanonical(text) ? text : new NumberText(text).canonical();
  }

  /** Most numbers are in their one form already: whole ones, and those with few decimals. */
  private static boolean isCanonical(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int point = digitsEnd(text, from);
    if (point == from || point - from > PLAIN_DIGITS_MAX) {
      return false;
    }
    boolean zero = text.charAt(from) == '0';
    if (zero && point - from > 1) {
      return false;
    }
    if (point == text.length()) {
      return !zero || from == 0;
    }
    int end = digitsEnd(text, point + 1);
    return text.charAt(point) == '.'
        && end == text.length()
        && end - point <= PLAIN_DIGITS_MAX
        && end - point > 1
        && text.charAt(end - 1) != '0'
        && !(zero && text.startsWith("00000", point + 1));
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String canonical() {
    boolean negative = skip('-');
    String whole = digits();
    if (whole.length() > 1 && whole.charAt(0) == '0') {
      throw refused("starts with a zero that is not needed");
    }
    String fraction = skip('.') ? digits() : "";
    int exponent = skip('e') || skip('E') ? exponent() : 0;
    if (at < text.length()) {
      throw refused("is not a number as JSON writes them");
    }
    if (whole.length() + fraction.length() > JsonNumber.DIGITS_MAX) {
      throw tooLarge("has over " + JsonNumber.DIGITS_MAX + " digits");
    }
    return written(negative, whole + fraction, exponent + whole.length() - 1);
  }

  /**
   * Writes digits, the first of which stands for 10 to that power.
   *
   * @param power before leading zeros are taken away
   */
  private String written(boolean negative, String all, int power) {
    int from = 0;
    while (from < all.length() && all.charAt(from) == '0') {
      from++;
    }
    if (from == all.length()) {
      return "0";
    }
    int to = all.length();
    while (all.charAt(to - 1) == '0') {
      to--;
    }
    int first = power - from;
    if (Math.abs(first) > JsonNumber.EXPONENT_MAX) {
      throw tooLarge("has an exponent over " + JsonNumber.EXPONENT_MAX);
    }
    String digits = all.substring(from, to);
    return (negative ? "-" : "") + (isPlain(first) ? plain(digits, first) : power(digits, first));
  }

  private static boolean isPlain(int first) {
    return first >= PLAIN_EXPONENT_MIN && first < PLAIN_DIGITS_MAX;
  }

  private static String plain(String digits, int first) {
    if (first < 0) {
      return "0." + "0".repeat(-first - 1) + digits;
    }
    if (digits.length() <= first + 1) {
      return digits + "0".repeat(first + 1 - digits.length());
    }
    return digits.substring(0, first + 1) + "." + digits.substring(first + 1);
  }

  private static String power(String digits, int first) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + (first < 0 ? "e-" : "e+") + Math.abs(first);
  }

  private boolean skip(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private String digits() {
    int from = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw refused("is not a number as JSON writes them");
    }
    return text.substring(from, at);
  }

  private int exponent() {
    boolean negative = skip('-');
    if (!negative) {
      skip('+');
    }
    int value = 0;
    String digits = digits();
    for (int i = 0; i < digits.length(); i++) {
      value = Math.min(FAR, 10 * value + digits.charAt(i) - '0');
    }
    return negative ? -value : value;
  }

  private UserException refused(String why) {
    return refused(ErrorCode.MALFORMED_JSON, why);
  }

  private UserException tooLarge(String why) {
    return refused(ErrorCode.JSON_TOO_LARGE, why);
  }

  private UserException refused(ErrorCode code, String why) {
    return new UserException(code, "the number " + Quote.of(text) + " " + why + "; mend it");
  }

  /** Whether a canonical text is a whole number of 64 bits. */
  static boolean fitsLong(String canonical) {
    int from = canonical.startsWith("-") ? 1 : 0;
    int digits = canonical.length() - from;
    if (digits > LONG_DIGITS + 1) {
      return false;
    }
    for (int i = from; i < canonical.length(); i++) {
      if (!isDigit(canonical.charAt(i))) {
        return false;
      }
    }
    String limit = from == 1 ? "9223372036854775808" : "9223372036854775807";
    return digits <= LONG_DIGITS || canonical.substring(from).compareTo(limit) <= 0;
  }

  static int length(long value) {
    int length = value < 0 ? 2 : 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      length++;
    }
    return length;
  }

  static int write(long value, byte[] to, int at) {
    int end = at + length(value);
    long rest = value;
    for (int i = end - 1; i >= at; i--) {
      to[i] = (byte) ('0' + Math.abs((int) (rest % 10)));
      rest /= 10;
    }
    if (value < 0) {
      to[at] = '-';
    }
    return end;
  }
}
