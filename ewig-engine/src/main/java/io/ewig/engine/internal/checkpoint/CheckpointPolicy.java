package io.ewig.engine.internal.checkpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When a checkpoint is due and how long it stays.
 *
 * @param events at least so many since the last
 * @param perEntry and so many for each entry of the last, so that what is rewritten stays in
 *     proportion to what was written
 * @param nanos or so much system time, if there were {@code eventsAtLeast} meanwhile
 */
public record CheckpointPolicy(long events, int perEntry, long nanos, long eventsAtLeast) {

  public static final CheckpointPolicy DEFAULT =
      new CheckpointPolicy(65_536, 4, 600_000_000_000L, 1_000);

  boolean isDue(long eventsSince, long nanosSince, long entries) {
    return eventsSince >= Math.max(events, perEntry * entries)
        || (eventsSince >= eventsAtLeast && nanosSince >= nanos);
  }

  /** Less than this since the last look, and nothing is due. */
  long leastEvents() {
    return Math.min(events, eventsAtLeast);
  }

  /**
   * The checkpoints of a line that stay: the newest, the last before each tag, and of the others
   * one for each doubling of their age.
   *
   * @param oldestFirst of one line
   * @param tags how long the log was where this line has a tag
   */
  static Set<Checkpoint> staying(List<Checkpoint> oldestFirst, List<Long> tags) {
    Set<Checkpoint> staying = new HashSet<>();
    if (oldestFirst.isEmpty()) {
      return staying;
    }
    long newest = oldestFirst.get(oldestFirst.size() - 1).size();
    List<Integer> seen = new ArrayList<>();
    for (Checkpoint checkpoint : oldestFirst) {
      int age = Long.SIZE - Long.numberOfLeadingZeros(newest - checkpoint.size());
      if (!seen.contains(age)) {
        seen.add(age);
        staying.add(checkpoint);
      }
    }
    for (long tag : tags) {
      oldestFirst.stream()
          .filter(checkpoint -> checkpoint.size() <= tag)
          .reduce((older, newer) -> newer)
          .ifPresent(staying::add);
    }
    return staying;
  }
}
