package io.ewig.engine.time;

import java.time.Instant;

/**
 * A hybrid logical time: 48 bits of milliseconds since 1970, 16 bits of counter, as one long.
 *
 * <p>Comparing two as longs orders them causally. The counter carries into the milliseconds, so a
 * burst of more than 65,536 events in a millisecond borrows from the next one instead of failing.
 */
public record Hlc(long bits) implements Comparable<Hlc> {

  private static final int COUNTER_BITS = 16;

  public static long atMillis(long epochMillis) {
    return epochMillis << COUNTER_BITS;
  }

  public long epochMillis() {
    return bits >>> COUNTER_BITS;
  }

  public int counter() {
    return (int) (bits & 0xFFFF);
  }

  @Override
  public int compareTo(Hlc other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** For people: the millisecond and the counter, {@code 2026-01-02T03:04:05.006Z+7}. */
  @Override
  public String toString() {
    return Instant.ofEpochMilli(epochMillis()) + "+" + counter();
  }
}
