package io.ewig.engine.internal.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that do not hold the same in a merge's result and in what was merged, for merges that
 * were asked for lately; any thread.
 *
 * <p>Follows from the log and never changes; what is not here is found anew.
 */
public final class Residues {

  /** A key takes some hundred bytes here. */
  public static final int KEYS_MAX = 1 << 17;

  /** A merge of which nothing is left takes as much as a few keys. */
  private static final int MERGE_KEYS = 4;

  private final Map<Long, List<byte[]>> lately = new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  /**
   * @param merge the seq of the event that says what was merged
   */
  public synchronized Optional<List<byte[]>> of(long merge) {
    return Optional.ofNullable(lately.get(merge));
  }

  /** Those that nobody has asked for longest go. */
  public synchronized void keep(long merge, List<byte[]> keys) {
    if (lately.put(merge, List.copyOf(keys)) == null) {
      size += MERGE_KEYS + keys.size();
    }
    while (size > KEYS_MAX && lately.size() > 1) {
      List<byte[]> eldest = lately.remove(lately.keySet().iterator().next());
      size -= MERGE_KEYS + (eldest == null ? 0 : eldest.size());
    }
  }
}
