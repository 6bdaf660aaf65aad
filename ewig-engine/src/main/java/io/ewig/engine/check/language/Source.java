package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** The text of a check, for whoever has to say where in it something is wrong. */
record Source(String text) {

  private static final int SHOWN_CHARS = 20;

  UserException error(ErrorCode code, int at, String what) {
    int from = Math.max(0, Math.min(at, text.length()) - SHOWN_CHARS);
    int to = Math.min(text.length(), at + SHOWN_CHARS);
    return new UserException(
        code,
        "the check at character "
            + (at + 1)
            + (from > 0 ? ", '..." : ", '")
            + text.substring(from, to)
            + (to < text.length() ? "...': " : "': ")
            + what);
  }
}
