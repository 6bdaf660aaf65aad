package io.ewig.server.http;

import java.nio.charset.StandardCharsets;

/** What goes back to a client. */
public record HttpAnswer(int status, String contentType, byte[] body) {

  public static final int OK = 200;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int LENGTH_REQUIRED = 411;
  static final int TOO_LARGE = 413;
  public static final int TOO_MANY = 429;
  public static final int FAILED = 500;
  public static final int UNAVAILABLE = 503;

  public static HttpAnswer text(int status, String line) {
    return new HttpAnswer(
        status, "text/plain;charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public static HttpAnswer json(int status, String document) {
    return new HttpAnswer(
        status, "application/json", (document + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
