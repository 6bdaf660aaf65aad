package io.ewig.sync.standing;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Standing;
import java.util.Map;
import java.util.TreeMap;

/** Standings at random, and others that differ from them in some origins. */
final class Standings {

  private final Randoms random;

  Standings(Randoms random) {
    this.random = random;
  }

  /** Of so many origins. */
  Standing of(int origins) {
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    while (seqs.size() < origins) {
      seqs.put(origin(), seq());
    }
    return with(seqs, new TreeMap<>());
  }

  /** Likewise, but for so many origins that are not there, got elsewhere or are new. */
  Standing unlike(Standing standing, int origins) {
    TreeMap<Origin, Long> seqs = new TreeMap<>(standing.version().seqs());
    TreeMap<Origin, Long> marks = new TreeMap<>(standing.marks());
    for (int left = origins; left > 0; left--) {
      Origin at = standing.marks().isEmpty() ? null : seqs.ceilingKey(origin());
      switch (at == null ? 0 : random.below(4)) {
        case 0 -> {
          Origin fresh = origin();
          seqs.put(fresh, seq());
          marks.remove(fresh);
        }
        case 1 -> {
          seqs.remove(at);
          marks.remove(at);
        }
        case 2 -> {
          seqs.put(at, seqs.get(at) + 1 + random.below(9));
          marks.remove(at);
        }
        default -> marks.put(at, random.longBelow(Long.MAX_VALUE)); // another history
      }
    }
    return with(seqs, marks);
  }

  /** Marks that are missing are drawn. */
  private Standing with(Map<Origin, Long> seqs, TreeMap<Origin, Long> marks) {
    for (Origin origin : seqs.keySet()) {
      marks.computeIfAbsent(origin, any -> random.longBelow(Long.MAX_VALUE));
    }
    return new Standing(VersionVector.of(seqs), marks);
  }

  private Origin origin() {
    return new Origin(random.longBelow(Long.MAX_VALUE), random.longBelow(Long.MAX_VALUE));
  }

  private long seq() {
    return 1 + random.longBelow(1L << (1 + random.below(40)));
  }
}
