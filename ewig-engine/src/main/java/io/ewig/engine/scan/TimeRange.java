package io.ewig.engine.scan;

import io.ewig.engine.time.SystemNanos;
import java.time.Instant;

/**
 * A stretch of system time or valid time: what has a period that overlaps it is wanted.
 *
 * <p>Starts at {@code from} and ends before {@code to}; where that is not later, it is empty and
 * nothing overlaps it.
 */
public record TimeRange(Instant from, Instant to) {

  /** Since ever and for ever. */
  public static final TimeRange ALL = new TimeRange(Instant.MIN, Instant.MAX);

  /** {@code FROM a TO b}: what held at a time that is not before a, but before b. */
  public static TimeRange fromTo(Instant from, Instant to) {
    return new TimeRange(from, to);
  }

  /** {@code BETWEEN a AND b}: likewise, and also what began to hold exactly at b. */
  public static TimeRange between(Instant from, Instant to) {
    return new TimeRange(from, SystemNanos.of(to) == Long.MAX_VALUE ? to : to.plusNanos(1));
  }

  /** {@code AS OF}: what held at an instant. */
  public static TimeRange at(Instant instant) {
    if (SystemNanos.of(instant) == Long.MAX_VALUE) {
      return new TimeRange(SystemNanos.toInstant(Long.MAX_VALUE - 1), Instant.MAX);
    }
    return new TimeRange(instant, instant.plusNanos(1));
  }
}
