package io.ewig.engine.log;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events to read and in which direction; each {@code with...} narrows it.
 *
 * @param fromSeq the first seq that may appear
 * @param toSeq the seq before which to stop
 * @param fromNanos the first system time that may appear
 * @param toNanos the system time before which to stop
 * @param valid only events whose valid period overlaps this one; null means any
 * @param where asked last, of whole events
 */
public record Scan(
    long fromSeq,
    long toSeq,
    long fromNanos,
    long toNanos,
    @Nullable World world,
    @Nullable EventType type,
    @Nullable ValidPeriod valid,
    @Nullable Predicate<Event> where,
    boolean backward) {

  private static final Scan ALL =
      new Scan(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, null, null, null, null, false);

  public Scan {
    if (fromSeq < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "seqs start at 0, so a scan can't start at " + fromSeq);
    }
  }

  public static Scan all() {
    return ALL;
  }

  public Scan from(long seq) {
    return new Scan(seq, toSeq, fromNanos, toNanos, world, type, valid, where, backward);
  }

  public Scan before(long seq) {
    return new Scan(fromSeq, seq, fromNanos, toNanos, world, type, valid, where, backward);
  }

  /** System times from the first instant up to, not including, the second. */
  public Scan during(Instant from, Instant to) {
    return new Scan(
        fromSeq,
        toSeq,
        SystemNanos.of(from),
        SystemNanos.of(to),
        world,
        type,
        valid,
        where,
        backward);
  }

  public Scan in(World only) {
    return new Scan(fromSeq, toSeq, fromNanos, toNanos, only, type, valid, where, backward);
  }

  public Scan of(EventType only) {
    return new Scan(fromSeq, toSeq, fromNanos, toNanos, world, only, valid, where, backward);
  }

  public Scan validDuring(ValidPeriod period) {
    return new Scan(fromSeq, toSeq, fromNanos, toNanos, world, type, period, where, backward);
  }

  public Scan where(Predicate<Event> condition) {
    Predicate<Event> both = where == null ? condition : where.and(condition);
    return new Scan(fromSeq, toSeq, fromNanos, toNanos, world, type, valid, both, backward);
  }

  public Scan newestFirst() {
    return new Scan(fromSeq, toSeq, fromNanos, toNanos, world, type, valid, where, true);
  }

  /** Whether an event that lies in range also meets every condition. */
  public boolean accepts(Event event) {
    return (world == null || world.equals(event.world()))
        && (type == null || type.equals(event.type()))
        && (valid == null || valid.overlaps(event.valid()))
        && (where == null || where.test(event));
  }
}
