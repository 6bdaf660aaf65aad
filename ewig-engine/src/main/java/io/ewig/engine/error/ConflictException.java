package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** Somebody else was first; the same call may succeed later. */
public final class ConflictException extends EwigException {

  private static final long serialVersionUID = 1L;

  public ConflictException(ErrorCode code, String text) {
    this(code, text, null);
  }

  public ConflictException(ErrorCode code, String text, @Nullable Throwable cause) {
    super(ErrorCode.Category.CONFLICT, code, text, cause);
  }
}
