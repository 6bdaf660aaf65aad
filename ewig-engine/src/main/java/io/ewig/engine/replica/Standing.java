package io.ewig.engine.replica;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.log.Heads;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replica has, and what that has come to.
 *
 * @param marks for each origin the first eight bytes of a hash over where its chains stand on all
 *     branches; two replicas that know an origin up to the same number and have other marks were
 *     told two histories
 */
public record Standing(VersionVector version, SortedMap<Origin, Long> marks) {

  /** Of who has nothing. */
  public static final Standing EMPTY = new Standing(VersionVector.EMPTY, new TreeMap<>());

  private static final long DOMAIN = Preimage.domain("EWIGMARK");

  public Standing {
    if (!marks.keySet().equals(version.seqs().keySet())) {
      throw new IllegalArgumentException("each origin has a mark, and nobody else");
    }
    marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
  }

  /** One hash of all of it: equal exactly for replicas that have the same events. */
  public Hash digest() {
    Preimage preimage = Preimage.start(DOMAIN).putHash(version.digest());
    marks.forEach((origin, mark) -> preimage.putLong(mark));
    return preimage.hash();
  }

  static SortedMap<Origin, Long> marks(Map<Heads.Chain, Heads.ChainHead> chains) {
    Map<Origin, SortedMap<String, Hash>> byOrigin = new TreeMap<>();
    chains.forEach(
        (chain, head) ->
            byOrigin
                .computeIfAbsent(chain.origin(), any -> new TreeMap<>())
                .put(chain.branch().name(), head.hash()));
    SortedMap<Origin, Long> marks = new TreeMap<>();
    byOrigin.forEach((origin, heads) -> marks.put(origin, mark(heads)));
    return marks;
  }

  /**
   * What the history of one origin has come to.
   *
   * @param heads the last of its events on each branch
   */
  public static long mark(SortedMap<String, Hash> heads) {
    Preimage preimage = Preimage.start(DOMAIN);
    heads.forEach((branch, head) -> preimage.putText(branch).putHash(head));
    return preimage.hash().a();
  }
}
