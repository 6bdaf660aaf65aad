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
    long seconds = instant.getEpochSecond(); // open periods end at the bounds: no exceptions here
    if (seconds < Long.MIN_VALUE / PER_SECOND) {
      return Long.MIN_VALUE;
    }
    long nanos = seconds * PER_SECOND + instant.getNano();
    boolean isOutside = seconds > Long.MAX_VALUE / PER_SECOND || (seconds > 0 && nanos < 0);
    return isOutside ? Long.MAX_VALUE : nanos;
  }

  public static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
