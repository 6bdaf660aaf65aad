package io.ewig.engine.timeline;

import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.version.Lineage;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Finds the first thing that one of two sights sees and the other does not. */
final class Unshared {

  /** There is no such thing. */
  static final long NONE = Long.MAX_VALUE;

  private Unshared() {}

  /**
   * The seq of it; below, both see the same.
   *
   * @param keyOnLine under which such things are listed on a line
   */
  static long first(Versions versions, Sight one, Sight other, IntFunction<byte[]> keyOnLine) {
    TreeSet<Integer> lines = new TreeSet<>();
    for (Sight sight : new Sight[] {one, other}) {
      for (int i = 0; i < sight.lineage().size(); i++) {
        lines.add(sight.lineage().line(i));
      }
    }
    long first = NONE;
    for (int line : lines) {
      long a = limit(one, line);
      long b = limit(other, line);
      byte[] key = keyOnLine.apply(line);
      long[] found = versions.seqs(key, Lineage.of(line), Math.min(a, b), Math.max(a, b), 1);
      first = found.length == 0 ? first : Math.min(first, found[0]);
    }
    return first;
  }

  static long limit(Sight sight, int line) {
    return Math.min(sight.lineage().limit(line), sight.beforeSeq());
  }
}
