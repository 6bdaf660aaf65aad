package io.ewig.server.rest.answer;

import io.ewig.engine.error.UserException;

/** What cannot be done as it was asked for, and why. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String sqlState;

  public Refused(int status, String code, String sqlState, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.sqlState = sqlState;
  }

  /** The request is not understood. */
  public static Refused malformed(String message) {
    return new Refused(400, "INVALID_ARGUMENT", "22023", message);
  }

  /** What the engine refuses, with the place where it stands. */
  public static Refused because(UserException e, String place) {
    return new Refused(400, e.code().name(), e.code().sqlState(), place + e.getMessage());
  }

  public static Refused notFound(String message) {
    return new Refused(404, "NOT_FOUND", "02000", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String sqlState() {
    return sqlState;
  }
}
