package io.ewig.jdbc.remote;

import java.io.IOException;

/** A server did not let a message in, and did nothing. */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String text) {
    super(text.isBlank() ? "HTTP status " + status : text.strip());
    this.status = status;
  }

  int status() {
    return status;
  }
}
