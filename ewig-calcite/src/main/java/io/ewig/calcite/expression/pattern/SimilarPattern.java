package io.ewig.calcite.expression.pattern;

import com.google.re2j.Pattern;
import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** The patterns of SIMILAR TO, as regular expressions of the whole text. */
final class SimilarPattern {

  private static final String PLAIN_ESCAPED = "\\.^$";

  private SimilarPattern() {}

  static Pattern parse(String pattern, String escape) {
    if (!escape.isEmpty() && escape.length() != 1) {
      throw new UserException(
          ErrorCode.INVALID_ESCAPE,
          Fault.shown(escape) + " is no escape: it has to be one character");
    }
    StringBuilder regex = new StringBuilder("\\A(?:");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!escape.isEmpty() && c == escape.charAt(0)) {
        i++;
        if (i == pattern.length()) {
          throw new UserException(
              ErrorCode.INVALID_ESCAPE,
              "the pattern " + Fault.shown(pattern) + " ends with its escape");
        }
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if (c == '[') {
        i = set(pattern, i, regex);
      } else if (PLAIN_ESCAPED.indexOf(c) >= 0) {
        regex.append('\\').append(c);
      } else {
        regex.append(c);
      }
    }
    return RegularExpression.parse(regex.append(")\\z").toString(), "");
  }

  /** A set of characters is the same in both; within it only \ means something else. */
  private static int set(String pattern, int from, StringBuilder regex) {
    int end = from + 1;
    if (end < pattern.length() && pattern.charAt(end) == '^') {
      end++;
    }
    if (end < pattern.length() && pattern.charAt(end) == ']') {
      end++;
    }
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      boolean isClass = pattern.startsWith("[:", end);
      int close = isClass ? pattern.indexOf(":]", end) : -1;
      end = close < 0 ? end + 1 : close + 2;
    }
    if (end >= pattern.length()) {
      throw new UserException(
          ErrorCode.INVALID_PATTERN, "in the pattern " + Fault.shown(pattern) + " a [ has no ]");
    }
    regex.append(pattern.substring(from, end + 1).replace("\\", "\\\\"));
    return end;
  }
}
