package io.ewig.server.http;

import io.ewig.server.command.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to a client.
 *
 * @param headers beside the type
 */
public record HttpAnswer(
    int status, String contentType, Map<String, String> headers, HttpBody body) {

  public static final int OK = 200;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int LENGTH_REQUIRED = 411;
  public static final int TOO_LARGE = 413;
  static final int UNKNOWN_FORM = 415;
  public static final int TOO_MANY = 429;
  public static final int FAILED = 500;
  public static final int MISDIRECTED = 421;
  public static final int UNAVAILABLE = 503;

  public static final String JSON = "application/json";

  public HttpAnswer(int status, String contentType, byte[] body) {
    this(status, contentType, Map.of(), new HttpBody.Whole(body));
  }

  public static HttpAnswer text(int status, String line) {
    return new HttpAnswer(
        status, "text/plain;charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public static HttpAnswer json(int status, String document) {
    return new HttpAnswer(status, JSON, (document + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What every path but that of calls says of what went wrong. */
  public static HttpAnswer error(int status, String code, String sqlState, String text, String id) {
    return json(status, problem(code, sqlState, text, id).toString());
  }

  /** The shape of all errors. */
  public static JsonObject problem(String code, String sqlState, String text, String id) {
    JsonObject error =
        new JsonObject()
            .put("code", code)
            .put("sqlstate", sqlState)
            .put("message", text)
            .put("requestId", id);
    return new JsonObject().put("error", error);
  }

  /** The body of an answer that is whole. */
  public byte[] bytes() {
    if (body instanceof HttpBody.Whole whole) {
      return whole.bytes();
    }
    throw new IllegalStateException("the answer is made while it is sent");
  }

  public HttpAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, contentType, more, body);
  }
}
