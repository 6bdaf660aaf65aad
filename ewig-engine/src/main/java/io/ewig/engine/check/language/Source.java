package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/**
 * The text of a check, for whoever has to say where in it something is wrong.
 *
 * @param what it is, for error texts
 */
record Source(String what, String text) {

  private static final int SHOWN_CHARS = 20;

  UserException error(ErrorCode code, int at, String wrong) {
    int from = Math.max(0, Math.min(at, text.length()) - SHOWN_CHARS);
    int to = Math.min(text.length(), at + SHOWN_CHARS);
    return new UserException(
        code,
        what
            + " at character "
            + (at + 1)
            + (from > 0 ? ", '..." : ", '")
            + text.substring(from, to)
            + (to < text.length() ? "...': " : "': ")
            + wrong);
  }
}
