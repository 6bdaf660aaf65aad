package io.ewig.server.stream;

import java.time.Duration;

/**
 * How much connections in frames may take.
 *
 * @param seatsMax threads that wait for the next message of their client
 * @param linger how long each of them does
 * @param silence that ends a connection in the midst of a message, or of an answer
 * @param rest that ends a connection after an answer
 * @param patience after which a client that waits for an answer is looked for
 */
public record StreamLimits(
    int seatsMax, Duration linger, Duration silence, Duration rest, Duration patience) {

  /**
   * @param threadsMax of the server: a quarter may wait, so that three are left to work
   */
  public static StreamLimits of(int threadsMax, Duration silence, Duration rest) {
    return new StreamLimits(
        threadsMax / 4, Duration.ofSeconds(1), silence, rest, Duration.ofMillis(500));
  }
}
