package io.ewig.engine.internal.version;

import org.jspecify.annotations.Nullable;

/** Finds the version of a key that counts, among those that a lineage sees. */
public final class Search {

  private Search() {}

  /**
   * The version that was recorded last, before a seq, for an instant; it may be a deletion.
   *
   * @param newestFirst stores whose ranges of seqs don't overlap
   */
  public static @Nullable Version find(
      Store[] newestFirst, byte[] key, Lineage lineage, long beforeSeq, long validNanos) {
    long hash = KeyHash.of(key);
    for (Store store : newestFirst) {
      if (store.fromSeq() < beforeSeq && store.earliestFrom() <= validNanos) {
        Group group = store.find(key, hash);
        Version found = group == null ? null : find(group, lineage, beforeSeq, validNanos);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Likewise, in one store. */
  public static @Nullable Version find(
      Group group, Lineage lineage, long beforeSeq, long validNanos) {
    Best best = best(group, lineage, beforeSeq, validNanos);
    return best.series == null ? null : best.series.version(best.index);
  }

  /**
   * Likewise, put into a batch unless it is a deletion.
   *
   * @return whether there is a version at all
   */
  public static boolean find(Group group, byte[] key, Moment at, VersionBatch into) {
    Best best = best(group, at.lineage(), at.beforeSeq(), at.validNanos());
    if (best.series == null) {
      return false;
    }
    if (!best.series.isDeletion(best.index)) {
      into.add(key, best.series, best.index);
    }
    return true;
  }

  private static Best best(Group group, Lineage lineage, long beforeSeq, long validNanos) {
    int lines = group.lines();
    Best best = new Best();
    if (lines <= lineage.size()) {
      for (int i = 0; i < lines; i++) {
        best.offer(group, i, Math.min(lineage.limit(group.line(i)), beforeSeq), validNanos);
      }
    } else {
      for (int i = 0; i < lineage.size(); i++) {
        int at = group.indexOf(lineage.line(i));
        best.offer(group, at, Math.min(lineage.limitAt(i), beforeSeq), validNanos);
      }
    }
    return best;
  }

  /** The seq of the last version that a lineage sees, whatever its period, or -1. */
  public static long newestSeq(Store[] newestFirst, byte[] key, Lineage lineage, long beforeSeq) {
    long hash = KeyHash.of(key);
    for (Store store : newestFirst) {
      Group group = store.fromSeq() < beforeSeq ? store.find(key, hash) : null;
      long newest = group == null ? -1 : newestSeq(group, lineage, beforeSeq);
      if (newest >= 0) {
        return newest;
      }
    }
    return -1;
  }

  private static long newestSeq(Group group, Lineage lineage, long beforeSeq) {
    long newest = -1;
    Descent descent = new Descent(group, lineage, beforeSeq);
    if (descent.next()) {
      newest = descent.seq();
    }
    return newest;
  }

  /** The best version so far. */
  private static final class Best {

    private @Nullable Series series;
    private int index;
    private long seq = -1;

    void offer(Group group, int line, long limit, long validNanos) {
      if (line < 0 || limit <= 0 || limit <= seq) {
        return;
      }
      Series candidate = group.series(line);
      int found = candidate.find(limit, validNanos);
      if (found < 0) {
        return;
      }
      long foundSeq = group.lines() == 1 ? 0 : candidate.seq(found); // one needs no comparison
      if (foundSeq > seq) {
        series = candidate;
        index = found;
        seq = foundSeq;
      }
    }
  }
}
