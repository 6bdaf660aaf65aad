package io.ewig.engine.timeline;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.world.WorldState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The states of worlds that were asked for last, up to a number of bytes; any thread.
 *
 * <p>A state is named by the seq of the last event in it. An event lies on one line, and all that
 * see it see the same events before it, since a line is forked from what was there already; so
 * moments and branches that see the same last event of a world share its state.
 */
final class StateCache {

  /** JSON in memory takes some times its text, and an object some more. */
  private static final int BYTES_PER_BYTE = 4;

  private static final int BYTES_PER_OBJECT = 160;

  /** So many states that a sight does not see are passed over in search of one that it does. */
  private static final int TRIES_MAX = 64;

  private final long bytesMax;
  private final LinkedHashMap<Long, Kept> bySeq = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<World, TreeMap<Long, Kept>> byWorld = new HashMap<>();
  private long bytes;
  private long epoch; // rises whenever all is forgotten
  private long hits;
  private long folds;
  private long reads;

  /**
   * A state in memory.
   *
   * @param line that its last event is on
   * @param seq of its last event
   * @param bytes about what it takes
   */
  record Kept(World world, int line, long seq, WorldState state, long bytes) {

    static Kept of(World world, int line, long seq, WorldState state) {
      long bytes = state.size() * BYTES_PER_BYTE + (long) state.length() * BYTES_PER_OBJECT;
      return new Kept(world, line, seq, state, bytes);
    }
  }

  StateCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  synchronized @Nullable WorldState get(long seq) {
    Kept found = bySeq.get(seq);
    if (found == null) {
      return null;
    }
    hits++;
    return found.state();
  }

  /** The latest state of a world before a seq that a sight sees. */
  synchronized @Nullable Kept nearest(World world, Sight sight, long seq) {
    TreeMap<Long, Kept> all = byWorld.get(world);
    if (all == null) {
      return null;
    }
    int tries = 0;
    for (Kept kept : all.headMap(seq, false).descendingMap().values()) {
      if (kept.seq() < Math.min(sight.lineage().limit(kept.line()), sight.beforeSeq())) {
        return kept;
      }
      if (++tries == TRIES_MAX) {
        break;
      }
    }
    return null;
  }

  /** What {@link #put} is to be told by who begins to make a state. */
  synchronized long epoch() {
    return epoch;
  }

  /**
   * Keeps a state, unless it alone is too large, or all was forgotten since it was begun: it may be
   * made of what was erased.
   */
  synchronized void put(Kept fresh, boolean isFolded, long begunIn) {
    folds += isFolded ? 1 : 0;
    reads += isFolded ? 0 : 1;
    long more = fresh.bytes();
    if (begunIn != epoch || more > bytesMax || bySeq.putIfAbsent(fresh.seq(), fresh) != null) {
      return;
    }
    byWorld.computeIfAbsent(fresh.world(), any -> new TreeMap<>()).put(fresh.seq(), fresh);
    bytes += more;
    Iterator<Kept> oldest = bySeq.values().iterator();
    while (bytes > bytesMax) {
      Kept leaving = oldest.next();
      oldest.remove();
      forget(leaving);
    }
  }

  synchronized void clear() {
    epoch++;
    bySeq.clear();
    byWorld.clear();
    bytes = 0;
  }

  private void forget(Kept kept) {
    bytes -= kept.bytes();
    TreeMap<Long, Kept> left = byWorld.get(kept.world());
    if (left != null) {
      left.remove(kept.seq());
      if (left.isEmpty()) {
        byWorld.remove(kept.world());
      }
    }
  }

  synchronized CacheStatistics statistics() {
    return new CacheStatistics(hits, folds, reads, bySeq.size(), bytes);
  }
}
