package io.ewig.engine.internal.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the valid periods of a key out of its versions, newest first: what was recorded last counts
 * for each instant.
 *
 * <p>Keeps the gaps that no version has covered yet; what falls into one is a piece of the result.
 */
public final class Timeline {

  private final TreeMap<Long, Long> gaps = new TreeMap<>(); // from -> to
  private final TreeMap<Long, Period> pieces = new TreeMap<>();

  /**
   * @param validTo the end of the window, exclusive; {@link Version#OPEN} for none
   */
  public Timeline(long validFrom, long validTo) {
    if (validFrom < validTo) {
      gaps.put(validFrom, validTo);
    }
  }

  /** Whether older versions can't matter any more. */
  public boolean isFull() {
    return gaps.isEmpty();
  }

  /** Takes in the next older version. */
  public void add(Version version) {
    Map.Entry<Long, Long> gap = gaps.lowerEntry(version.validTo());
    while (gap != null && gap.getValue() > version.validFrom()) {
      fill(gap.getKey(), gap.getValue(), version);
      gap = gaps.lowerEntry(gap.getKey());
    }
  }

  private void fill(long gapFrom, long gapTo, Version version) {
    long from = Math.max(gapFrom, version.validFrom());
    long to = Math.min(gapTo, version.validTo());
    gaps.remove(gapFrom);
    if (gapFrom < from) {
      gaps.put(gapFrom, from);
    }
    if (to < gapTo) {
      gaps.put(to, gapTo);
    }
    byte[] value = version.value();
    if (value != null) {
      pieces.put(from, new Period(from, to, value));
    }
  }

  /** The periods in which the key has a value, in order; neighbours with equal values are one. */
  public List<Period> periods() {
    List<Period> joined = new ArrayList<>();
    for (Period piece : pieces.values()) {
      int last = joined.size() - 1;
      Period before = last < 0 ? null : joined.get(last);
      if (before != null
          && before.validTo() == piece.validFrom()
          && Arrays.equals(before.value(), piece.value())) {
        joined.set(last, new Period(before.validFrom(), piece.validTo(), before.value()));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }
}
