package io.ewig.server.rest.answer;

import java.util.Map;

/** Which status of HTTP belongs to which SQLSTATE: that of the state, else that of its class. */
final class Statuses {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final int TIMED_OUT = 504;

  private static final int FAILED_EXPECTATION = 2011;
  private static final int ERASED = 1090;
  private static final int GONE = 410;

  private static final Map<String, Integer> BY_STATE =
      Map.ofEntries(
          Map.entry("25006", FORBIDDEN),
          Map.entry("28000", 401),
          Map.entry("3D000", NOT_FOUND),
          Map.entry("42501", FORBIDDEN),
          Map.entry("42704", NOT_FOUND),
          Map.entry("42710", CONFLICT),
          Map.entry("42P04", CONFLICT),
          Map.entry("42939", FORBIDDEN),
          Map.entry("54000", TOO_LARGE),
          Map.entry("57014", TIMED_OUT),
          Map.entry("57P01", UNAVAILABLE),
          Map.entry("57P03", UNAVAILABLE));

  private static final Map<String, Integer> BY_CLASS =
      Map.of(
          "02", NOT_FOUND,
          "08", UNAVAILABLE,
          "23", CONFLICT,
          "2B", CONFLICT,
          "40", CONFLICT,
          "53", UNAVAILABLE,
          "55", CONFLICT,
          "58", FAILED,
          "XX", FAILED);

  private Statuses() {}

  /**
   * @param number of the error, or 0
   */
  static int of(String state, int number) {
    if (number == ERASED) {
      return GONE;
    } else if (number == FAILED_EXPECTATION) {
      return CONFLICT;
    }
    Integer known = BY_STATE.get(state);
    if (known != null) {
      return known;
    }
    return BY_CLASS.getOrDefault(state.substring(0, Math.min(2, state.length())), BAD_REQUEST);
  }
}
