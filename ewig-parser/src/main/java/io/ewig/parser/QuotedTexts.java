package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts as PostgreSQL can write them, as the standard has them: {@code E'..'} with backslashes
 * becomes {@code U&'..'}, {@code $$..$$} and {@code $tag$..$tag$} become {@code '..'}; and six
 * digits in {@code U&'..'} become four, which is all that Calcite reads.
 *
 * <p>Lines stay what they are, so that errors name the right one. A text that never closes is left
 * for the parser to complain of.
 */
final class QuotedTexts {

  private static final int HEXADECIMAL = 16;
  private static final Pattern LONG_ESCAPE = Pattern.compile("\\\\\\+([0-9a-fA-F]{6})");

  private final String sql;
  private final StringBuilder out;
  private int at;

  private QuotedTexts(String sql) {
    this.sql = sql;
    this.out = new StringBuilder(sql.length() + HEXADECIMAL);
  }

  /** The same statement without such texts. */
  static String standard(String sql) {
    boolean isConcerned =
        sql.indexOf('$') >= 0 || sql.contains("e'") || sql.contains("E'") || sql.contains("\\+");
    return isConcerned ? new QuotedTexts(sql).rewritten() : sql;
  }

  private String rewritten() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        copyTo(closing(c));
      } else if (sql.startsWith("--", at)) {
        copyTo(endOf("\n", at));
      } else if (sql.startsWith("/*", at)) {
        copyTo(endOf("*/", at + 2));
      } else if (!isInName() && (c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
        escaped();
      } else if (!isInName() && (c == 'u' || c == 'U') && sql.startsWith("&'", at + 1)) {
        longEscapes();
      } else if (c != '$' || isInName() || !dollars()) {
        copyTo(at + 1);
      }
    }
    return out.toString();
  }

  private void copyTo(int end) {
    out.append(sql, at, end);
    at = end;
  }

  private boolean isInName() {
    return at > 0 && isOfName(sql.charAt(at - 1));
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private int endOf(String what, int from) {
    int found = sql.indexOf(what, from);
    return found < 0 ? sql.length() : found + what.length();
  }

  private int closing(char quote) {
    int end = sql.indexOf(quote, at + 1);
    return end < 0 ? sql.length() : end + 1;
  }

  // ---- $$..$$

  private boolean dollars() {
    int end = at + 1;
    while (end < sql.length() && sql.charAt(end) != '$' && isOfName(sql.charAt(end))) {
      end++;
    }
    if (end == sql.length() || sql.charAt(end) != '$' || Character.isDigit(sql.charAt(at + 1))) {
      return false;
    }
    String tag = sql.substring(at, end + 1);
    int close = sql.indexOf(tag, end + 1);
    if (close < 0) {
      return false;
    }
    out.append('\'').append(sql.substring(end + 1, close).replace("'", "''")).append('\'');
    at = close + tag.length();
    return true;
  }

  // ---- U&'..\+01F600'

  private void longEscapes() {
    int start = at;
    at += 2;
    String text = sql.substring(start, closing('\''));
    out.append(
        LONG_ESCAPE
            .matcher(text)
            .replaceAll(
                escape -> {
                  StringBuilder shorter = new StringBuilder();
                  for (char c : Character.toChars(codePoint(escape.group(1)))) {
                    shorter.append("\\\\").append(String.format(Locale.ROOT, "%04x", (int) c));
                  }
                  return shorter.toString();
                }));
    at = start + text.length();
  }

  private static int codePoint(String digits) {
    int codePoint = Integer.parseInt(digits, HEXADECIMAL);
    if (!Character.isValidCodePoint(codePoint)) {
      throw new UserException(ErrorCode.SYNTAX_ERROR, "there is no character \\+" + digits);
    }
    return codePoint;
  }

  // ---- E'..'

  private void escaped() {
    int start = at;
    StringBuilder text = new StringBuilder("U&'");
    at += 2;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == '\'' && !sql.startsWith("'", at)) {
        out.append(text).append('\'');
        return;
      } else if (c == '\'') {
        at++;
        text.append("''");
      } else if (c == '\\' && at < sql.length()) {
        put(escape(sql.charAt(at++)), text);
      } else {
        text.append(c == '\n' || c == '\r' ? String.valueOf(c) : shown(c));
      }
    }
    at = start; // it never closes
    copyTo(sql.length());
  }

  private int escape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'x' -> number(1, 2, HEXADECIMAL);
      case 'u' -> number(4, 4, HEXADECIMAL);
      case 'U' -> number(8, 8, HEXADECIMAL);
      default -> {
        if (c < '0' || c > '7') {
          yield c;
        }
        at--;
        yield number(1, 3, 8);
      }
    };
  }

  private int number(int digitsMin, int digitsMax, int base) {
    int end = at;
    while (end < sql.length()
        && end - at < digitsMax
        && Character.digit(sql.charAt(end), base) >= 0) {
      end++;
    }
    long number = end - at < digitsMin ? -1 : Long.parseLong(sql.substring(at, end), base);
    if (number <= 0 || number > Character.MAX_CODE_POINT) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          "a backslash in E'..' is followed by no character: "
              + sql.substring(Math.max(0, at - 2), Math.min(sql.length(), at + digitsMax)));
    }
    at = end;
    return (int) number;
  }

  private static void put(int codePoint, StringBuilder text) {
    for (char c : Character.toChars(codePoint)) {
      if (c == '\'') {
        text.append("''");
      } else {
        text.append(shown(c));
      }
    }
  }

  private static String shown(char c) {
    boolean isPlain = c >= ' ' && c <= '~' && c != '\\';
    String digits = Integer.toHexString(c);
    return isPlain ? String.valueOf(c) : "\\" + "0".repeat(4 - digits.length()) + digits;
  }
}
