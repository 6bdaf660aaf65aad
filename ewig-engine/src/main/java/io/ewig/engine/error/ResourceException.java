package io.ewig.engine.error;

import org.jspecify.annotations.Nullable;

/** Something outside ran out or failed: disk, space, a limit. */
public final class ResourceException extends EwigException {

  private static final long serialVersionUID = 1L;

  public ResourceException(ErrorCode code, String text) {
    this(code, text, null);
  }

  public ResourceException(ErrorCode code, String text, @Nullable Throwable cause) {
    super(ErrorCode.Category.RESOURCE, code, text, cause);
  }
}
