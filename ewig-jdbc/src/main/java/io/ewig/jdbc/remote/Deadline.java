package io.ewig.jdbc.remote;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** Until when something has to be done, in steps that each take some of the time; one thread. */
final class Deadline {

  private final int millis;
  private final long startNanos = System.nanoTime();

  private Deadline(int millis) {
    this.millis = millis;
  }

  /**
   * @param millis 0 for one that never comes
   */
  static Deadline in(int millis) {
    return new Deadline(millis);
  }

  /** The one of two spans that ends first, where 0 has no end. */
  static int first(int millis, int orMillis) {
    return millis == 0 || orMillis == 0 ? Math.max(millis, orMillis) : Math.min(millis, orMillis);
  }

  /** How long the next step may take, as sockets have it: 0 for as long as it takes. */
  int millisLeft() throws SocketTimeoutException {
    if (millis == 0) {
      return 0;
    }
    long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    if (left <= 0) {
      throw new SocketTimeoutException("it took longer than " + millis + " ms");
    }
    return (int) left;
  }
}
