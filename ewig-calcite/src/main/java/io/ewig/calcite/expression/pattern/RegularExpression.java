package io.ewig.calcite.expression.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/**
 * Regular expressions that are matched in linear time (RE2: no back references, no look-around).
 *
 * <p>Repetitions multiply what has to be kept, so their product is bounded before anything is
 * built.
 */
final class RegularExpression {

  static final int LENGTH_MAX = 1_000;

  /** States that a pattern may need, by a rough upper bound. */
  private static final long SIZE_MAX = 100_000;

  private RegularExpression() {}

  /**
   * @param flags i: any case; n, m: the point is no line's end, and ^ and $ are at lines; p: only
   *     the former; w: only the latter; s, c, g: nothing
   */
  static Pattern parse(String pattern, String flags) {
    if (pattern.length() > LENGTH_MAX) {
      throw Fault.limit(
          "a regular expression has up to " + LENGTH_MAX + " characters, not " + pattern.length());
    }
    requireSize(pattern);
    try {
      return Pattern.compile(edges(pattern), flags(flags));
    } catch (PatternSyntaxException e) {
      throw new UserException(
          ErrorCode.INVALID_PATTERN,
          Fault.shown(pattern) + " is no regular expression: " + e.getDescription(),
          e);
    }
  }

  private static int flags(String flags) {
    int bits = Pattern.DOTALL;
    for (int i = 0; i < flags.length(); i++) {
      switch (flags.charAt(i)) {
        case 'i' -> bits |= Pattern.CASE_INSENSITIVE;
        case 'c' -> bits &= ~Pattern.CASE_INSENSITIVE;
        case 'n', 'm' -> bits = (bits & ~Pattern.DOTALL) | Pattern.MULTILINE;
        case 'p' -> bits &= ~(Pattern.DOTALL | Pattern.MULTILINE);
        case 'w' -> bits |= Pattern.DOTALL | Pattern.MULTILINE;
        case 's' -> bits = (bits & ~Pattern.MULTILINE) | Pattern.DOTALL;
        case 'g' -> {
          // for who looks for matches, not for the pattern
        }
        default ->
            throw Fault.invalid(
                Fault.shown(flags) + " has a flag that is none of i, c, n, m, p, w, s, g");
      }
    }
    return bits;
  }

  /** PostgreSQL's names of a word's edge and of the text's end, which RE2 calls otherwise. */
  private static String edges(String pattern) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      said.append(c);
      if (c == '\\' && i + 1 < pattern.length()) {
        char next = pattern.charAt(++i);
        said.append(next == 'y' ? 'b' : next == 'Y' ? 'B' : next == 'Z' ? 'z' : next);
      }
    }
    return said.toString();
  }

  /** All counts {n,m} multiplied, times the length: never less than what is built. */
  private static void requireSize(String pattern) {
    long size = pattern.length();
    for (int at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', at + 1)) {
      long most = 0;
      long number = 0;
      for (int i = at + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
        char c = pattern.charAt(i);
        number = c >= '0' && c <= '9' ? Math.min(10 * number + c - '0', SIZE_MAX) : 0;
        most = Math.max(most, number);
      }
      size *= Math.max(most, 1);
      if (size > SIZE_MAX) {
        throw Fault.limit(
            "the regular expression " + Fault.shown(pattern) + " repeats too much within itself");
      }
    }
  }
}
