package io.ewig.server.shell;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into statements: each ends at a {@code ;} that is in no literal, no quoted name and
 * no comment, or where the text ends. Comments stay with the statement that follows them.
 */
public final class StatementReader {

  private static final int END = -1;

  private final PushbackReader in;
  private final StringBuilder text = new StringBuilder();
  private boolean hasWords;

  public StatementReader(Reader in) {
    this.in = new PushbackReader(in);
  }

  /** The next statement, without its semicolon; null when there is none. */
  public @Nullable String next() throws IOException {
    text.setLength(0);
    hasWords = false;
    for (int c = in.read(); c != END; c = in.read()) {
      if (c != ';') {
        take((char) c);
      } else if (hasWords) {
        return text.toString().strip();
      } else {
        text.setLength(0);
      }
    }
    return hasWords ? text.toString().strip() : null;
  }

  private void take(char c) throws IOException {
    text.append(c);
    if (c == '\'' || c == '"') {
      hasWords = true;
      through(c);
    } else if (c == '-' && follows('-')) {
      through('\n');
    } else if (c == '/' && follows('*')) {
      throughComment();
    } else if (!Character.isWhitespace(c)) {
      hasWords = true;
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
  }

  private void throughComment() throws IOException {
    for (int c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      if (c == '*' && follows('/')) {
        return;
      }
    }
  }
}
