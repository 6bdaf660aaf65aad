package io.ewig.server.http;

import java.time.Duration;

/**
 * How much HTTP may take.
 *
 * @param bodyBytesMax of a request: a value has 16 MiB at most, and a row of texts of three bytes a
 *     letter has to fit
 * @param bodiesBytesMax of all requests that are read or answered at a time, and of long messages
 *     of sockets
 * @param headerBytesMax of a request
 * @param connectionsMax at a time; more wait to be accepted
 * @param threadsMax that answer requests
 * @param silence that ends a connection before its request is there
 * @param rest that ends a connection after a request was answered
 * @param stop how long requests may go on when the server is stopped
 */
public record HttpLimits(
    int bodyBytesMax,
    long bodiesBytesMax,
    int headerBytesMax,
    int connectionsMax,
    int threadsMax,
    Duration silence,
    Duration rest,
    Duration stop) {

  /** For telling clients of what was stopped in the end: an answer of a line each. */
  static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private static final int MIB = 1024 * 1024;

  public static HttpLimits defaults() {
    return new HttpLimits(
        64 * MIB,
        Math.max(64L * MIB, Runtime.getRuntime().maxMemory() / 4),
        16 * 1024,
        2_000,
        256,
        Duration.ofSeconds(20),
        Duration.ofMinutes(30),
        Duration.ofSeconds(5));
  }

  public HttpLimits withBodyBytesMax(int bytes) {
    return new HttpLimits(
        bytes, bodiesBytesMax, headerBytesMax, connectionsMax, threadsMax, silence, rest, stop);
  }

  public HttpLimits withSilence(Duration duration) {
    return new HttpLimits(
        bodyBytesMax,
        bodiesBytesMax,
        headerBytesMax,
        connectionsMax,
        threadsMax,
        duration,
        rest,
        stop);
  }

  public HttpLimits withStop(Duration duration) {
    return new HttpLimits(
        bodyBytesMax,
        bodiesBytesMax,
        headerBytesMax,
        connectionsMax,
        threadsMax,
        silence,
        rest,
        duration);
  }
}
