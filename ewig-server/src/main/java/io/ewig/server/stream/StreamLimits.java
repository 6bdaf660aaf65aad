package io.ewig.server.stream;

import java.time.Duration;

/**
 * How much connections in frames may take.
 *
 * @param loops threads that listen to those who talk
 * @param linger after so much silence nobody listens: the next word takes a little longer
 * @param silence that ends a connection in the midst of a message, or of an answer
 * @param rest that ends a connection after an answer
 * @param patience after which a client that waits for an answer is looked for
 */
public record StreamLimits(
    int loops, Duration linger, Duration silence, Duration rest, Duration patience) {

  public static StreamLimits of(Duration silence, Duration rest) {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new StreamLimits(loops, Duration.ofSeconds(1), silence, rest, Duration.ofMillis(500));
  }
}
