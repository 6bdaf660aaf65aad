package io.ewig.sync.standing;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In what a version differs from another one, which both sides know.
 *
 * @param changed by how much origins of the other one have got further, or less far, by where they
 *     stand in it; never 0
 * @param added how far those have got that are not in it
 */
public record VectorDifference(SortedMap<Integer, Long> changed, SortedMap<Origin, Long> added) {

  public VectorDifference {
    changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
    added = Collections.unmodifiableSortedMap(new TreeMap<>(added));
  }

  /** What makes one version of another. */
  public static VectorDifference between(VersionVector base, VersionVector version) {
    TreeMap<Integer, Long> changed = new TreeMap<>();
    TreeMap<Origin, Long> added = new TreeMap<>(version.seqs());
    int at = 0;
    for (Map.Entry<Origin, Long> each : base.seqs().entrySet()) {
      added.remove(each.getKey());
      long further = version.get(each.getKey()) - each.getValue();
      if (further != 0) {
        changed.put(at, further);
      }
      at++;
    }
    return new VectorDifference(changed, added);
  }

  /** The version that differs so from another one; nothing if none can. */
  public Optional<VersionVector> appliedTo(VersionVector base) {
    List<Origin> origins = new ArrayList<>(base.seqs().keySet());
    TreeMap<Origin, Long> seqs = new TreeMap<>(base.seqs());
    if (!changed.isEmpty() && changed.lastKey() >= origins.size()) {
      return Optional.empty();
    }
    for (Map.Entry<Integer, Long> each : changed.entrySet()) {
      Origin origin = origins.get(each.getKey());
      long seq = base.get(origin) + each.getValue();
      if (seq < 0) { // or beyond what a number can be
        return Optional.empty();
      }
      seqs.put(origin, seq);
    }
    for (Map.Entry<Origin, Long> each : added.entrySet()) {
      if (seqs.putIfAbsent(each.getKey(), each.getValue()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(VersionVector.of(seqs));
  }
}
