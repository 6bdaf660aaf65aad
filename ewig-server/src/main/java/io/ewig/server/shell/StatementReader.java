package io.ewig.server.shell;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into statements: each ends at a {@code ;} that is in no literal (nor in {@code E'..'}
 * and {@code $$..$$}), no quoted name and no comment, or where the text ends. Comments stay with
 * the statement that follows them.
 *
 * <p>A line that begins with a backslash where a statement could begin is one by itself: a command
 * to the shell.
 */
public final class StatementReader {

  /** What marks a command to the shell. */
  static final char COMMAND = '\\';

  /** What a text that has ended was in the middle of. */
  public enum Open {
    NOTHING(""),
    STATEMENT("-"),
    TEXT("'"),
    NAME("\""),
    COMMENT("*"),
    BRACKET("(");

    private final String sign;

    Open(String sign) {
      this.sign = sign;
    }

    /** How a prompt shows it. */
    public String sign() {
      return sign;
    }
  }

  private static final int END = -1;

  private final PushbackReader in;
  private final StringBuilder text = new StringBuilder();
  private boolean hasWords;
  private int brackets;
  private boolean hasEnded;
  private Open open = Open.NOTHING;

  public StatementReader(Reader in) {
    this.in = new PushbackReader(in);
  }

  /** What a whole text leaves open. */
  public static Open openAtEnd(String text) {
    StatementReader reader = new StatementReader(new StringReader(text));
    try {
      while (!reader.hasEnded) {
        reader.next();
      }
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
    return reader.open;
  }

  /** The next statement, without its semicolon; null when there is none. */
  public @Nullable String next() throws IOException {
    begin();
    for (int c = in.read(); c != END; c = in.read()) {
      if (c == COMMAND && !hasWords) {
        return command();
      } else if (c != ';') {
        take((char) c);
      } else if (hasWords) {
        open = Open.NOTHING;
        return text.toString().strip();
      } else {
        begin();
      }
    }
    hasEnded = true;
    if (open == Open.NOTHING && hasWords) {
      open = brackets > 0 ? Open.BRACKET : Open.STATEMENT;
    }
    return hasWords ? text.toString().strip() : null;
  }

  private void begin() {
    text.setLength(0);
    hasWords = false;
    brackets = 0;
    open = Open.NOTHING;
  }

  private String command() throws IOException {
    text.setLength(0);
    text.append(COMMAND);
    for (int c = in.read(); c != END && c != '\n'; c = in.read()) {
      text.append((char) c);
    }
    return text.toString().strip();
  }

  private void take(char c) throws IOException {
    boolean isInName = isOfName(-1);
    boolean isEscaped = c == '\'' && (isAt(-1, 'e') || isAt(-1, 'E')) && !isOfName(-2);
    text.append(c);
    if (isEscaped) {
      throughEscapes();
    } else if (c == '\'' || c == '"') {
      hasWords = true;
      through(c);
    } else if (c == '$' && !isInName) {
      hasWords = true;
      throughDollars();
    } else if (c == '-' && follows('-')) {
      through('\n');
      open = Open.NOTHING; // a line comment ends with the text
    } else if (c == '/' && follows('*')) {
      throughComment();
    } else if (!Character.isWhitespace(c)) {
      hasWords = true;
      brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }

  /** Takes the next character if it is this one. */
  private boolean follows(char wanted) throws IOException {
    int c = in.read();
    if (c == wanted) {
      text.append(wanted);
      return true;
    }
    if (c != END) {
      in.unread(c);
    }
    return false;
  }

  /** A quote that is doubled ends one stretch and begins another: that comes to the same. */
  private void through(char end) throws IOException {
    for (int c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      if (c == end) {
        return;
      }
    }
    open = end == '"' ? Open.NAME : Open.TEXT;
  }

  /** Of {@code E'..'}: a quote behind a backslash ends nothing. */
  private void throughEscapes() throws IOException {
    for (int c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      if (c == '\'') {
        return;
      } else if (c == '\\') {
        int escaped = in.read();
        if (escaped != END) {
          text.append((char) escaped);
        }
      }
    }
    open = Open.TEXT;
  }

  /** Of {@code $tag$..$tag$}, if it is one. */
  private void throughDollars() throws IOException {
    int start = text.length() - 1;
    int c = in.read();
    while (c != END && c != '$' && (Character.isLetterOrDigit(c) || c == '_')) {
      text.append((char) c);
      c = in.read();
    }
    if (c != '$' || (text.length() > start + 1 && Character.isDigit(text.charAt(start + 1)))) {
      if (c != END) {
        in.unread(c);
      }
      return;
    }
    text.append('$');
    String tag = text.substring(start);
    int inside = text.length();
    for (c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      int end = text.length() - tag.length();
      if (c == '$' && end >= inside && text.indexOf(tag, end) == end) {
        return;
      }
    }
    open = Open.TEXT;
  }

  /** Whether a name goes on behind the character that was taken so long ago. */
  private boolean isOfName(int before) {
    int at = text.length() + before;
    return at >= 0
        && (Character.isLetterOrDigit(text.charAt(at)) || isAt(before, '_') || isAt(before, '$'));
  }

  private boolean isAt(int before, char wanted) {
    int at = text.length() + before;
    return at >= 0 && text.charAt(at) == wanted;
  }

  private void throughComment() throws IOException {
    for (int c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      if (c == '*' && follows('/')) {
        return;
      }
    }
    open = Open.COMMENT;
  }
}
