package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.vector.term.LongTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which groups have which values, both by number, counted from 0; one thread.
 *
 * <p>A row of bits for each group, as long as these take little room or are well filled; from then
 * on a hash table, which takes as much for each pair however thin they lie.
 */
final class PairSet {

  /** Bits may take so much before it is asked how well they are filled. */
  private static final long BITS_FREE = 1 << 18;

  /** What a pair takes in a hash table, about. */
  private static final long BYTES_PER_PAIR = 24;

  /** What an array takes beside its numbers. */
  private static final long BYTES_PER_ROW = 16;

  private static final long[] EMPTY = {};

  private long[][] rows = {};
  private long bytesOfRows;
  private long pairs;
  private @Nullable LongTable table; // holds all pairs, once it is there

  /** Takes a pair of a group and a value in; false if it was in. */
  boolean add(int group, int value) {
    LongTable hashed = table;
    if (hashed == null && has(group, value)) {
      return false;
    } else if (hashed == null) {
      hashed = room(group, value);
    }
    if (hashed == null) {
      rows[group][value >>> 6] |= 1L << value;
      pairs++;
      return true;
    }
    int before = hashed.count();
    hashed.number(pair(group, value));
    return hashed.count() > before;
  }

  private boolean has(int group, int value) {
    long[] row = row(group);
    int word = value >>> 6;
    return word < row.length && (row[word] & 1L << value) != 0;
  }

  /**
   * The bits of a group, to be looked at: those that are set are values it has, and it may have
   * others. Stays good until something is taken in.
   */
  long[] row(int group) {
    return group < rows.length ? rows[group] : EMPTY;
  }

  /** Makes room for a bit; or, if that would take too much, a table, with all that is in. */
  private @Nullable LongTable room(int group, int value) {
    int words = (value >>> 6) + 1;
    int had = row(group).length;
    if (group < rows.length && words <= had) {
      return null;
    }
    int groups = group < rows.length ? rows.length : Math.max(group + 1, 2 * rows.length);
    int length = words <= had ? had : Math.max(words, 2 * had);
    long bytes =
        bytesOfRows
            + (long) Long.BYTES * (groups - rows.length)
            + (long) Long.BYTES * (length - had)
            + (had == 0 ? BYTES_PER_ROW : 0);
    if (bytes > BITS_FREE + BYTES_PER_PAIR * pairs) {
      return hashed();
    }
    int known = rows.length;
    rows = Arrays.copyOf(rows, groups);
    Arrays.fill(rows, known, groups, EMPTY);
    rows[group] = Arrays.copyOf(rows[group], length);
    bytesOfRows = bytes;
    return null;
  }

  private LongTable hashed() {
    LongTable all = new LongTable();
    each((group, value) -> all.number(pair(group, value)));
    table = all;
    rows = new long[0][];
    bytesOfRows = 0;
    return all;
  }

  /** Takes pairs one by one. */
  @FunctionalInterface
  interface Visitor {
    void visit(int group, int value);
  }

  void each(Visitor visitor) {
    LongTable hashed = table;
    for (int i = 0; hashed != null && i < hashed.count(); i++) {
      long pair = hashed.value(i);
      visitor.visit((int) (pair >>> Integer.SIZE), (int) pair);
    }
    for (int group = 0; group < rows.length; group++) {
      long[] row = rows[group];
      for (int word = 0; word < row.length; word++) {
        for (long left = row[word]; left != 0; left &= left - 1) {
          visitor.visit(group, (word << 6) + Long.numberOfTrailingZeros(left));
        }
      }
    }
  }

  private static long pair(int group, int value) {
    return (long) group << Integer.SIZE | value;
  }

  /** About what it holds in memory. */
  long bytes() {
    LongTable hashed = table;
    return bytesOfRows + (hashed == null ? 0 : hashed.bytes());
  }
}
