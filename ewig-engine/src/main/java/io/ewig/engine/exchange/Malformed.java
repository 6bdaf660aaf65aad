package io.ewig.engine.exchange;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/** How a refusal of imported lines reads: the line, the field, the value, what to do. */
final class Malformed {

  private Malformed() {}

  static UserException line(long number, String what) {
    return line(number, what, null);
  }

  static UserException line(long number, String what, @Nullable Throwable cause) {
    return new UserException(
        ErrorCode.MALFORMED_IMPORT,
        "import, line "
            + number
            + ": "
            + what
            + "; nothing from this commit on was imported: mend the line, or export again",
        cause);
  }
}
