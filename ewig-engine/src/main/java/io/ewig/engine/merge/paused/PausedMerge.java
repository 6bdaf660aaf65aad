package io.ewig.engine.merge.paused;

import io.ewig.engine.merge.Resolution;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A merge that waits for its conflicts to be settled.
 *
 * @param id of the event that paused it
 * @param settled by the ids of conflicts; what was said last counts
 */
public record PausedMerge(
    String id, MergeStep.Paused merge, Instant since, Map<String, Resolution> settled) {

  public PausedMerge {
    settled = Map.copyOf(settled);
  }

  /** The same with one more conflict settled, or settled otherwise. */
  public PausedMerge with(String conflict, Resolution resolution) {
    Map<String, Resolution> all = new HashMap<>(settled);
    all.put(conflict, resolution);
    return new PausedMerge(id, merge, since, all);
  }
}
