package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** An invariant of Ewig itself does not hold: a defect, never the caller's fault. */
public final class InternalException extends EwigException {

  private static final long serialVersionUID = 1L;

  public InternalException(ErrorCode code, String text) {
    this(code, text, null);
  }

  public InternalException(ErrorCode code, String text, @Nullable Throwable cause) {
    super(ErrorCode.Category.INTERNAL, code, text, cause);
  }

  /** Checks an invariant of our own; always on, because a silent wrong answer costs more. */
  public static void require(boolean holds, String invariant) {
    if (!holds) {
      throw new InternalException(ErrorCode.INVARIANT_BROKEN, "invariant broken: " + invariant);
    }
  }
}
