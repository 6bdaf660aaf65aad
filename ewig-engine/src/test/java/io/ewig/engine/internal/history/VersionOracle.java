package io.ewig.engine.internal.history;

import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every version in a list, and every question answered by looking at all of them. */
final class VersionOracle {

  private final NavigableMap<byte[], List<Version>> versions =
      new TreeMap<>(Arrays::compareUnsigned);

  void put(byte[] key, Version version) {
    versions.computeIfAbsent(key, k -> new ArrayList<>()).add(version);
  }

  /** Forgets what was recorded at or after a seq. */
  void forgetFrom(long seq) {
    versions.values().forEach(all -> all.removeIf(version -> version.seq() >= seq));
  }

  private List<Version> of(byte[] key) {
    return versions.getOrDefault(key, List.of());
  }

  private static boolean isVisible(Version version, Lineage lineage, long beforeSeq) {
    return version.seq() < beforeSeq && version.seq() < lineage.limit(version.line());
  }

  Version find(byte[] key, Moment at) {
    Version best = null;
    for (Version version : of(key)) {
      if (isVisible(version, at.lineage(), at.beforeSeq())
          && version.validFrom() <= at.validNanos()
          && (at.validNanos() < version.validTo() || version.validTo() == Version.OPEN)
          && (best == null || version.seq() >= best.seq())) {
        best = version;
      }
    }
    return best == null || best.isDeletion() ? null : best;
  }

  NavigableMap<byte[], Version> scan(byte[] from, byte[] to, Moment at) {
    NavigableMap<byte[], Version> found = new TreeMap<>(Arrays::compareUnsigned);
    for (byte[] key : versions.keySet()) {
      boolean isInside =
          (from == null || Arrays.compareUnsigned(key, from) >= 0)
              && (to == null || Arrays.compareUnsigned(key, to) < 0);
      Version version = isInside ? find(key, at) : null;
      if (version != null) {
        found.put(key, version);
      }
    }
    return found;
  }

  List<Version> history(byte[] key, Lineage lineage, long fromSeq, long toSeq) {
    List<Version> found =
        new ArrayList<>(
            of(key).stream()
                .filter(version -> version.seq() >= fromSeq && isVisible(version, lineage, toSeq))
                .toList());
    Collections.reverse(found);
    return found;
  }

  long newestSeq(byte[] key, Lineage lineage) {
    return of(key).stream()
        .filter(version -> isVisible(version, lineage, Long.MAX_VALUE))
        .mapToLong(Version::seq)
        .max()
        .orElse(-1);
  }

  long[] seqs(byte[] key, Lineage lineage, long fromSeq, long toSeq) {
    return history(key, lineage, fromSeq, toSeq).stream()
        .mapToLong(Version::seq)
        .sorted()
        .toArray();
  }

  /** Asks at every instant where anything may change, and joins what is equal. */
  List<Period> timeline(byte[] key, Lineage lineage, long beforeSeq, long from, long to) {
    TreeSet<Long> instants = new TreeSet<>(List.of(from));
    for (Version version : of(key)) {
      instants.add(version.validFrom());
      instants.add(version.validTo());
    }
    List<Period> periods = new ArrayList<>();
    for (long instant : instants.subSet(from, to)) {
      Version version = find(key, new Moment(lineage, beforeSeq, instant));
      Long next = instants.higher(instant);
      long end = next == null ? to : Math.min(next, to);
      Period last = periods.isEmpty() ? null : periods.get(periods.size() - 1);
      if (version == null) {
        continue;
      }
      if (last != null
          && last.validTo() == instant
          && Arrays.equals(last.value(), version.value())) {
        periods.set(periods.size() - 1, new Period(last.validFrom(), end, last.value()));
      } else {
        periods.add(new Period(instant, end, version.value()));
      }
    }
    return periods;
  }
}
