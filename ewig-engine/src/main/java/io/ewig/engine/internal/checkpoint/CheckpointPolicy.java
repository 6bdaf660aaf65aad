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
 * @param bytes or so many of payload, in events that are large
 */
public record CheckpointPolicy(
    long events, int perEntry, long nanos, long eventsAtLeast, long bytes) {

  /** What takes about a second to read again, and is worth a tree's few nodes. */
  public static final long BYTES_DEFAULT = 64L << 20;

  /**
   * An event changes a node or two of the tree, of about so many bytes together: where events are
   * larger, a checkpoint writes less than they did, however few they are.
   */
  static final long BYTES_PER_EVENT = 8 << 10;

  public static final CheckpointPolicy DEFAULT =
      new CheckpointPolicy(65_536, 4, 600_000_000_000L, 1_000, BYTES_DEFAULT);

  boolean isDue(long eventsSince, long nanosSince, long entries, long bytesSince) {
    return eventsSince >= Math.max(events, perEntry * entries)
        || (eventsSince >= eventsAtLeast && nanosSince >= nanos)
        || (bytesSince >= bytes && bytesSince / BYTES_PER_EVENT >= eventsSince);
  }

  /** So often a look is taken on the way to what makes one due. */
  private static final int LOOKS = 8;

  long leastBytes() {
    return bytes / LOOKS;
  }

  /** Less than this since the last look, and nothing is due but for bytes. */
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
