package io.ewig.engine.schema;

/**
 * Finds and renames columns in the text of a check, without knowing its grammar.
 *
 * <p>It knows what all dialects share: 'text', "a name", a bare name; a bare name before a
 * parenthesis is a function.
 */
final class ColumnMentions {

  private final String text;
  private final String from;
  private final String quotedTo;
  private final StringBuilder out = new StringBuilder();
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
      if (c == '\'' || c == '"') {
        at = quoted(at, c);
      } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
        at = bare(at);
      } else if (c >= '0' && c <= '9') {
        at = copied(at, endOfName(at));
      } else {
        at = copied(at, at + 1);
      }
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
    return text.substring(start, end).equals(from) && !isCall(end)
        ? replaced(end)
        : copied(start, end);
  }

  private boolean isCall(int end) {
    int at = end;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '(';
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
