package io.ewig.jdbc.editing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the words and signs of a statement that the database has understood, outside of
 * brackets; one thread.
 *
 * <p>A bracket with all that is in it is one sign, and so is a text. Comments are none.
 */
public final class SqlWords {

  static final String BRACKETS = "(";
  static final String TEXT = "'";

  private final String sql;
  private int at;

  public SqlWords(String sql) {
    this.sql = sql;
  }

  /**
   * The next one: a word in lower case, a name in quotes with the first of them; null at the end.
   */
  public @Nullable String next() {
    skipBlanks();
    if (at >= sql.length()) {
      return null;
    }
    char first = sql.charAt(at);
    if (first == '"') {
      return '"' + quoted('"');
    } else if (first == '\'') {
      quoted('\'');
      return TEXT;
    } else if (skipEscapedText() || skipDollarText()) {
      return TEXT;
    } else if (isOpening(first)) {
      skipBrackets();
      return BRACKETS;
    } else if (!Character.isUnicodeIdentifierStart(first) && first != '_') {
      at++;
      return String.valueOf(first);
    }
    int from = at;
    while (at < sql.length() && isOfWord(sql.charAt(at))) {
      at++;
    }
    return sql.substring(from, at).toLowerCase(Locale.ROOT);
  }

  private static boolean isOfWord(char c) {
    return Character.isUnicodeIdentifierPart(c) || c == '$';
  }

  private boolean isInWord() {
    return at > 0 && isOfWord(sql.charAt(at - 1));
  }

  private void skipBlanks() {
    int before = -1;
    while (at != before) {
      before = at;
      while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
        at++;
      }
      if (sql.startsWith("--", at)) {
        at = behind("\n");
      } else if (sql.startsWith("/*", at)) {
        at = behind("*/");
      }
    }
  }

  private int behind(String end) {
    int found = sql.indexOf(end, at);
    return found < 0 ? sql.length() : found + end.length();
  }

  /** What is between quotes; two of them are one. */
  private String quoted(char quote) {
    StringBuilder inside = new StringBuilder();
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == quote && (at >= sql.length() || sql.charAt(at) != quote)) {
        break;
      }
      at += c == quote ? 1 : 0;
      inside.append(c);
    }
    return inside.toString();
  }

  /** Such as {@code E'it\'s'}. */
  private boolean skipEscapedText() {
    boolean isText = sql.regionMatches(true, at, "E'", 0, 2);
    if (isText) {
      at += 2;
      while (at < sql.length() && (sql.charAt(at) != '\'' || sql.startsWith("''", at))) {
        at += sql.charAt(at) == '\\' || sql.charAt(at) == '\'' ? 2 : 1;
      }
      at = Math.min(sql.length(), at + 1);
    }
    return isText;
  }

  /** Such as {@code $$it's$$} and {@code $a$it's$a$}. */
  private boolean skipDollarText() {
    int end = at + 1;
    while (end < sql.length() && Character.isUnicodeIdentifierPart(sql.charAt(end))) {
      end++;
    }
    boolean isText =
        sql.charAt(at) == '$'
            && end < sql.length()
            && sql.charAt(end) == '$'
            && !Character.isDigit(sql.charAt(at + 1));
    if (isText) {
      String tag = sql.substring(at, end + 1);
      at = end + 1;
      at = behind(tag);
    }
    return isText;
  }

  private static boolean isOpening(char c) {
    return c == '(' || c == '[' || c == '{';
  }

  private void skipBrackets() {
    int depth = 0;
    do {
      skipBlanks();
      char c = at < sql.length() ? sql.charAt(at) : 0;
      if (c == '"' || c == '\'') {
        quoted(c);
        continue;
      }
      if (c != 0 && !isInWord() && (skipEscapedText() || skipDollarText())) {
        continue;
      }
      depth += isOpening(c) ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      at++;
    } while (depth > 0 && at < sql.length());
  }
}
