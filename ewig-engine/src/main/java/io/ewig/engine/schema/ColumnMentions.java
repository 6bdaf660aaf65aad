package io.ewig.engine.schema;

import java.util.Locale;
import java.util.Set;

/**
 * Finds and renames columns in the text of a check, without knowing its grammar.
 *
 * <p>It knows what all dialects share: 'text', "a name", a bare name; a bare name before a
 * parenthesis is a function, and words of the language are no names: AND, TRUE, WHEN of a CASE,
 * DATE before a text, the unit of an EXTRACT, what stands behind AS.
 */
final class ColumnMentions {

  private static final Set<String> RESERVED =
      Set.of(
          "and", "or", "not", "is", "in", "between", "like", "escape", "unknown", "true", "false",
          "null");

  private static final Set<String> OF_CASES = Set.of("when", "then", "else", "end");
  private static final Set<String> OF_MOMENTS = Set.of("date", "time", "timestamp", "interval");

  private final String text;
  private final String from;
  private final String quotedTo;
  private final StringBuilder out = new StringBuilder();
  private String before = ""; // the word or sign before the one at hand, in lower case
  private String twoBefore = "";
  private int cases; // that are open
  private boolean found;

  private ColumnMentions(String text, String from, String to) {
    this.text = text;
    this.from = from;
    this.quotedTo = '"' + to.replace("\"", "\"\"") + '"';
    walk();
  }

  static boolean in(String text, String column) {
    return new ColumnMentions(text, column, column).found;
  }

  static String renamed(String text, String from, String to) {
    return new ColumnMentions(text, from, to).out.toString();
  }

  private void walk() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      if (c == '\'' || c == '"') {
        at = quoted(at, c);
      } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
        at = bare(at);
      } else if (c >= '0' && c <= '9') {
        at = copied(at, endOfName(at));
      } else {
        at = copied(at, at + 1);
      }
      passed(text.substring(start, at));
    }
  }

  private void passed(String word) {
    if (!word.isBlank()) {
      twoBefore = before;
      before = word.toLowerCase(Locale.ROOT);
    }
  }

  private int quoted(int start, char quote) {
    int end = start + 1;
    while (end < text.length()) {
      if (text.charAt(end) != quote) {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end += 2;
      } else {
        end++;
        break;
      }
    }
    boolean isName = quote == '"' && end - start >= 2;
    return isName && text.substring(start + 1, end - 1).replace("\"\"", "\"").equals(from)
        ? replaced(end)
        : copied(start, end);
  }

  private int bare(int start) {
    int end = endOfName(start);
    String name = text.substring(start, end);
    int next = nextFrom(end);
    boolean isCall = next < text.length() && text.charAt(next) == '(';
    boolean isOfLanguage = isOfLanguage(name.toLowerCase(Locale.ROOT), next);
    return name.equals(from) && !isCall && !isOfLanguage ? replaced(end) : copied(start, end);
  }

  private boolean isOfLanguage(String word, int next) {
    boolean isUnit = before.equals("(") && twoBefore.equals("extract");
    boolean isZone =
        (word.equals("time") && before.equals("with"))
            || (word.equals("zone") && before.equals("time"));
    if (word.equals("case") && isWord("when", next)) {
      cases++;
      return true;
    } else if (cases > 0 && OF_CASES.contains(word)) {
      cases -= word.equals("end") ? 1 : 0;
      return true;
    }
    boolean isText = next < text.length() && text.charAt(next) == '\'';
    boolean isMoment = OF_MOMENTS.contains(word) && (isText || isWord("with", next));
    return RESERVED.contains(word) || isMoment || isUnit || isZone || before.equals("as");
  }

  private boolean isWord(String word, int at) {
    return text.regionMatches(true, at, word, 0, word.length())
        && endOfName(at) == at + word.length();
  }

  private int nextFrom(int end) {
    int at = end;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int endOfName(int start) {
    int end = start;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return Character.isUnicodeIdentifierPart(c) || c == '$';
  }

  private int replaced(int end) {
    found = true;
    out.append(quotedTo);
    return end;
  }

  private int copied(int start, int end) {
    out.append(text, start, end);
    return end;
  }
}
