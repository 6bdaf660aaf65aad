package io.ewig.engine.internal.version;

import io.ewig.engine.format.BytesOut;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one key on one line, in the order they were recorded.
 *
 * <ul>
 *   <li>seqs never fall from one to the next; of equal ones the later counts;
 *   <li>plain: every period is [system time, open) and system times never fall, as where nobody
 *       speaks of valid time; then an instant is found by binary search;
 *   <li>else each full block of {@value #BLOCK} versions has a summary, so that what can't cover an
 *       instant is passed over in one step.
 * </ul>
 */
public interface Series {

  int BLOCK_SHIFT = 6;
  int BLOCK = 1 << BLOCK_SHIFT;

  /** By about so much a guess is wrong among some hundred versions. */
  int GUESS_MISSES_BY = 8;

  int line();

  int size();

  long seq(int index);

  /** The seq of the first version. */
  default long firstSeq() {
    return seq(0);
  }

  /** The seq of the last version. */
  default long lastSeq() {
    return seq(size() - 1);
  }

  long systemNanos(int index);

  long validFrom(int index);

  long validTo(int index);

  boolean isDeletion(int index);

  int valueLength(int index);

  /** A value, empty for a deletion; not to be changed. */
  byte[] value(int index);

  /** Copies a value into a longer array. */
  void copyValue(int index, byte[] to, int at);

  /** Adds the value to others. */
  default void appendValue(int index, BytesOut to) {
    byte[] value = value(index);
    to.put(value, 0, value.length);
  }

  boolean isPlain();

  /** The earliest start of a period in a full block; only if not plain. */
  long blockFrom(int block);

  /** The latest end of a period in a full block; only if not plain. */
  long blockTo(int block);

  default Version version(int index) {
    byte @Nullable [] value = isDeletion(index) ? null : value(index);
    return new Version(
        line(), seq(index), systemNanos(index), validFrom(index), validTo(index), value);
  }

  /**
   * How many versions have a seq below the given one.
   *
   * <p>Seqs tend to come evenly: near a guess there is little left to read, and what is far apart
   * costs a miss of the cache each. Where they don't, this takes twice what halving takes.
   */
  default int countBefore(long seq) {
    int high = size() - 1;
    long last = lastSeq();
    if (last < seq) {
      return high + 1;
    }
    long first = firstSeq();
    if (first >= seq) {
      return 0;
    }
    int guess = (int) ((double) (seq - first) / (last - first) * high);
    int step = GUESS_MISSES_BY;
    if (seq(guess) < seq) {
      int low = guess + 1;
      while (low + step < high && seq(low + step) < seq) {
        low += step + 1;
        step *= 2;
      }
      return firstNotBefore(seq, low, Math.min(high, low + step));
    }
    high = guess;
    while (high - step > 0 && seq(high - step) >= seq) {
      high -= step;
      step *= 2;
    }
    return firstNotBefore(seq, Math.max(0, high - step), high);
  }

  /** The first index from low to high whose seq is not below the given one; that of high is not. */
  private int firstNotBefore(long seq, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seq(middle) < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The last version with a seq below the given one whose period covers an instant, or -1. */
  default int find(long beforeSeq, long validNanos) {
    int count = countBefore(beforeSeq);
    return isPlain() ? findPlain(count, validNanos) : findCovering(count, validNanos);
  }

  private int findPlain(int count, long validNanos) {
    if (count == 0 || validNanos == Long.MAX_VALUE || systemNanos(count - 1) <= validNanos) {
      return count - 1;
    }
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (systemNanos(middle) <= validNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private int findCovering(int count, long validNanos) {
    int full = size() >>> BLOCK_SHIFT;
    for (int i = count - 1; i >= 0; i--) {
      int block = i >>> BLOCK_SHIFT;
      boolean isLastOfBlock = (i & (BLOCK - 1)) == BLOCK - 1 || i == count - 1;
      if (isLastOfBlock
          && block < full
          && !Version.covers(blockFrom(block), blockTo(block), validNanos)) {
        i = block << BLOCK_SHIFT;
      } else if (Version.covers(validFrom(i), validTo(i), validNanos)) {
        return i;
      }
    }
    return -1;
  }
}
