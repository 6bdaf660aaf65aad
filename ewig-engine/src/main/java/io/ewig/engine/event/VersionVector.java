package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far each origin's events are known: all of them up to a number, and none behind it.
 *
 * <ul>
 *   <li>immutable, sorted by origin; an origin of which nothing is known is not in it;
 *   <li>ordered only in part: two that each know something more are concurrent.
 * </ul>
 */
public final class VersionVector {

  /** Knows nothing. */
  public static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

  private static final long DOMAIN = Preimage.domain("EWIGVEC1");

  private final SortedMap<Origin, Long> seqs;

  private VersionVector(SortedMap<Origin, Long> seqs) {
    this.seqs = seqs;
  }

  /**
   * @param seqs the number of each origin's last event; 0 stands for none
   */
  public static VersionVector of(Map<Origin, Long> seqs) {
    TreeMap<Origin, Long> sorted = new TreeMap<>();
    seqs.forEach(
        (origin, seq) -> {
          if (seq < 0) {
            throw new UserException(
                ErrorCode.INVALID_ARGUMENT,
                "origin " + origin + " can't have " + seq + " events; numbers start at 1");
          } else if (seq > 0) {
            sorted.put(origin, seq);
          }
        });
    return new VersionVector(sorted);
  }

  /** The number of an origin's last event that is known, or 0. */
  public long get(Origin origin) {
    return seqs.getOrDefault(origin, 0L);
  }

  /** All origins with the numbers of their last events, sorted. */
  public SortedMap<Origin, Long> seqs() {
    return Collections.unmodifiableSortedMap(seqs);
  }

  public boolean isEmpty() {
    return seqs.isEmpty();
  }

  /** How many events are known. */
  public long events() {
    return seqs.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether an event is known. */
  public boolean knows(Origin origin, long originSeq) {
    return originSeq <= get(origin);
  }

  /** Whether all is known that another one knows. */
  public boolean contains(VersionVector other) {
    return other.seqs.entrySet().stream().allMatch(each -> knows(each.getKey(), each.getValue()));
  }

  /** What either knows. */
  public VersionVector merge(VersionVector other) {
    TreeMap<Origin, Long> all = new TreeMap<>(seqs);
    other.seqs.forEach((origin, seq) -> all.merge(origin, seq, Math::max));
    return new VersionVector(all);
  }

  /** What both know. */
  public VersionVector common(VersionVector other) {
    TreeMap<Origin, Long> both = new TreeMap<>();
    seqs.forEach((origin, seq) -> both.put(origin, Math.min(seq, other.get(origin))));
    return of(both);
  }

  /** What is known, and more of one origin. */
  public VersionVector with(Origin origin, long originSeq) {
    return merge(of(Map.of(origin, originSeq)));
  }

  /** Equal for equal vectors, and for no others. */
  public Hash digest() {
    Preimage preimage = Preimage.start(DOMAIN);
    seqs.forEach(
        (origin, seq) -> preimage.putLong(origin.high()).putLong(origin.low()).putLong(seq));
    return preimage.hash();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionVector that && seqs.equals(that.seqs);
  }

  @Override
  public int hashCode() {
    return seqs.hashCode();
  }

  @Override
  public String toString() {
    return seqs.toString();
  }
}
