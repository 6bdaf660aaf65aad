package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** Where a cursor stands: who asks it for what it stands on may not have called next yet. */
public final class CursorPlace {

  private CursorPlace() {}

  /** What the cursor stands on, or a refusal. */
  public static <T> T require(@Nullable T at, String what) {
    if (at == null) {
      throw none(what);
    }
    return at;
  }

  public static UserException none(String what) {
    return new UserException(
        ErrorCode.CURSOR_ON_NOTHING,
        "the cursor stands on no " + what + ": call next first, and ask only where it gave true");
  }
}
