package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** The caller's input or call is wrong; the text names the value, the place and the remedy. */
public final class UserException extends EwigException {

  private static final long serialVersionUID = 1L;

  public UserException(ErrorCode code, String text) {
    this(code, text, null);
  }

  public UserException(ErrorCode code, String text, @Nullable Throwable cause) {
    super(ErrorCode.Category.USER, code, text, cause);
  }
}
