package io.ewig.engine.time;

import java.time.Instant;

/** Conversions between an {@link Instant} and nanoseconds since 1970, and the machine's own now. */
public final class SystemNanos {

  private static final long PER_SECOND = 1_000_000_000L;

  private SystemNanos() {}

  static long now() {
    return of(Instant.now());
  }

  /**
   * Exact for 1677-09-21 to 2262-04-11; an instant outside is moved to that bound, which is right
   * for comparing with system times since none can lie there.
   */
  public static long of(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
    } catch (ArithmeticException outside) {
      return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  public static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
