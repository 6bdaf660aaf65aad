package io.ewig.server.http;

import org.jspecify.annotations.Nullable;

/** A path or a query that is none. */
final class MalformedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedRequestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
