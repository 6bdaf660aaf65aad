package io.ewig.engine.column;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; each {@code with...} narrows it.
 *
 * @param fromSeq the first seq that may appear
 * @param toSeq the seq before which to stop
 * @param fromNanos the first system time that may appear
 * @param toNanos the last system time that may appear
 * @param worlds only events of these; null means any
 * @param types only events of these; null means any
 */
public record EventSelection(
    long fromSeq,
    long toSeq,
    long fromNanos,
    long toNanos,
    @Nullable Set<World> worlds,
    @Nullable Set<EventType> types) {

  private static final EventSelection ALL =
      new EventSelection(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, null, null);

  public EventSelection {
    if (fromSeq < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "seqs start at 0, so a scan can't start at " + fromSeq);
    }
    worlds = worlds == null ? null : Set.copyOf(worlds);
    types = types == null ? null : Set.copyOf(types);
  }

  public static EventSelection all() {
    return ALL;
  }

  public EventSelection within(long from, long to) {
    return new EventSelection(from, to, fromNanos, toNanos, worlds, types);
  }

  /** System times, both ends included. */
  public EventSelection during(long firstNanos, long lastNanos) {
    return new EventSelection(fromSeq, toSeq, firstNanos, lastNanos, worlds, types);
  }

  public EventSelection in(Set<World> only) {
    return new EventSelection(fromSeq, toSeq, fromNanos, toNanos, only, types);
  }

  public EventSelection of(Set<EventType> only) {
    return new EventSelection(fromSeq, toSeq, fromNanos, toNanos, worlds, only);
  }
}
