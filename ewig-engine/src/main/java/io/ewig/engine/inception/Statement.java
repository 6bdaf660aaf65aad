package io.ewig.engine.inception;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Heads;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is signed of a checkpoint.
 *
 * @param origins how far each origin has got, and when it did that
 * @param chains the hash of each origin's last event on each line
 * @param head the hash of the first event of the last commit on branch main, or zeros
 * @param systemNanos when who signs recorded the last of these events
 * @param root of the tree of branch main's state; where there are more branches, of all of them
 * @param content the SHA-256 of the state as it is carried
 */
public record Statement(
    SortedMap<Origin, Reach> origins,
    SortedMap<Heads.Chain, Hash> chains,
    Hash head,
    long systemNanos,
    Hash root,
    Hash content) {

  /**
   * How far an origin has got.
   *
   * @param originSeq the number of its last event
   * @param hlc the hybrid time of that
   */
  public record Reach(long originSeq, long hlc) {}

  public Statement {
    origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    chains = Collections.unmodifiableSortedMap(sorted(chains));
  }

  /** Chains in the order in which they are written. */
  public static SortedMap<Heads.Chain, Hash> sorted(Map<Heads.Chain, Hash> chains) {
    TreeMap<Heads.Chain, Hash> sorted = new TreeMap<>(SignedCheckpointFormat.BY_ORIGIN_AND_LINE);
    sorted.putAll(chains);
    return sorted;
  }

  /** All events that it stands for. */
  public VersionVector version() {
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    for (Map.Entry<Origin, Reach> each : origins.entrySet()) {
      seqs.put(each.getKey(), each.getValue().originSeq());
    }
    return VersionVector.of(seqs);
  }

  /** The greatest hybrid time of these, or 0. */
  public long lastHlc() {
    return origins.values().stream()
        .mapToLong(Reach::hlc)
        .reduce(0, (one, other) -> Long.compareUnsigned(one, other) > 0 ? one : other);
  }
}
