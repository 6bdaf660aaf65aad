package io.ewig.jdbc.remote;

import java.io.IOException;

/** A server did not let a message in, or stumbled over what it said. */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;

  private static final String STARTING = "57P03";
  private static final String STOPPING = "57P01";

  private final int status;
  private final String sqlState;

  /**
   * @param sqlState {@code ""} if the server says none
   */
  RefusedException(int status, String sqlState, String text) {
    super(text.isBlank() ? "HTTP status " + status : text.strip());
    this.status = status;
    this.sqlState = sqlState;
  }

  /** Whether there is no database behind the server yet, or no more: as good as no server. */
  boolean isOfNoServer() {
    return sqlState.equals(STARTING) || sqlState.equals(STOPPING);
  }

  /** Whether nothing was done; else nobody knows, as with a proxy that got no answer in time. */
  boolean isOfNothingDone() {
    return status < FAILED || status == UNAVAILABLE;
  }

  int status() {
    return status;
  }

  String sqlState() {
    return sqlState;
  }
}
