package io.ewig.engine.internal.version;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the versions of a key that a lineage sees, in the order they were recorded: how many
 * there are before a seq, and which is the n-th.
 *
 * <p>Costs stores times lines, however many versions there are. Stores come newest first, and their
 * ranges of seqs don't overlap.
 */
public final class Ranks {

  private Ranks() {}

  private static @Nullable Visible visible(
      Store store, byte[] key, long hash, Lineage lineage, long beforeSeq) {
    Group group = store.fromSeq() < beforeSeq ? store.find(key, hash) : null;
    return group == null ? null : new Visible(group, lineage, beforeSeq);
  }

  /** How many there are with a seq below one. */
  public static long countBefore(Store[] newestFirst, byte[] key, Lineage lineage, long beforeSeq) {
    long hash = KeyHash.of(key);
    long count = 0;
    for (Store store : newestFirst) {
      Visible visible = visible(store, key, hash, lineage, beforeSeq);
      count += visible == null ? 0 : visible.countBefore(beforeSeq);
    }
    return count;
  }

  /** The seq of the n-th with a seq below one, counted from 0, or -1 if there are not so many. */
  public static long select(
      Store[] newestFirst, byte[] key, Lineage lineage, long beforeSeq, long n) {
    long hash = KeyHash.of(key);
    long left = n;
    for (int i = newestFirst.length - 1; i >= 0 && left >= 0; i--) {
      Visible visible = visible(newestFirst[i], key, hash, lineage, beforeSeq);
      if (visible != null) {
        long count = visible.countBefore(beforeSeq);
        if (left < count) {
          return select(visible, left);
        }
        left -= count;
      }
    }
    return -1;
  }

  /** The smallest seq that more than n do not lie above. */
  private static long select(Visible visible, long n) {
    if (visible.size() == 1) {
      return visible.series(0).seq((int) n);
    }
    long low = Long.MAX_VALUE;
    long high = 0;
    for (int i = 0; i < visible.size(); i++) {
      low = Math.min(low, visible.series(i).seq(0));
      high = Math.max(high, visible.series(i).seq(visible.end(i) - 1));
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (visible.countBefore(middle + 1) > n) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The seqs of the first few that lie from one up to, not including, another; rising. */
  public static long[] seqs(
      Store[] newestFirst, byte[] key, Lineage lineage, long fromSeq, long toSeq, int atMost) {
    long hash = KeyHash.of(key);
    long[] found = new long[Math.min(atMost, 16)];
    int count = 0;
    for (int i = newestFirst.length - 1; i >= 0 && count < atMost; i--) {
      boolean isOver = i > 0 && newestFirst[i - 1].fromSeq() <= fromSeq;
      Visible visible = isOver ? null : visible(newestFirst[i], key, hash, lineage, toSeq);
      PriorityQueue<Head> heads = visible == null ? null : heads(visible, fromSeq);
      while (heads != null && !heads.isEmpty() && count < atMost) {
        Head next = heads.remove();
        if (count == found.length) {
          found = Arrays.copyOf(found, Math.min(atMost, 4 * count));
        }
        found[count++] = next.seq();
        if (++next.index < next.end) {
          heads.add(next);
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static PriorityQueue<Head> heads(Visible visible, long fromSeq) {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::seq));
    for (int i = 0; i < visible.size(); i++) {
      Head head =
          new Head(visible.series(i), visible.series(i).countBefore(fromSeq), visible.end(i));
      if (head.index < head.end) {
        heads.add(head);
      }
    }
    return heads;
  }

  private static final class Head {
    private final Series series;
    private final int end;
    private int index;

    Head(Series series, int index, int end) {
      this.series = series;
      this.index = index;
      this.end = end;
    }

    private long seq() {
      return series.seq(index);
    }
  }
}
