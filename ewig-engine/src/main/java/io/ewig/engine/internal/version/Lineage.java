package io.ewig.engine.internal.version;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which versions a branch sees: those on each of its lines up to, not including, a seq.
 *
 * <ul>
 *   <li>immutable; lines are in rising order;
 *   <li>what is visible in one lineage is totally ordered by seq;
 *   <li>{@link #limit} takes constant time.
 * </ul>
 */
public final class Lineage {

  /** What is not there: sees nothing of a line. */
  public static final long NOTHING = 0;

  private static final int EMPTY = -1;

  private final int[] lines;
  private final long[] limits;
  private final int[] slots; // index into lines, by hash of the line

  private Lineage(int[] lines, long[] limits) {
    this.lines = lines;
    this.limits = limits;
    this.slots = new int[Integer.highestOneBit(Math.max(1, lines.length)) * 4];
    Arrays.fill(slots, EMPTY);
    for (int i = 0; i < lines.length; i++) {
      int at = firstSlot(lines[i]);
      while (slots[at] != EMPTY) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = i;
    }
  }

  /** Sees one line whole. */
  public static Lineage of(int line) {
    requireNotNegative(line, Long.MAX_VALUE);
    return new Lineage(new int[] {line}, new long[] {Long.MAX_VALUE});
  }

  private static void requireNotNegative(int line, long limit) {
    if (line < 0 || limit < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "line " + line + " up to " + limit + ": neither may be negative");
    }
  }

  /** Sees of each line what has a seq below its limit. */
  public static Lineage of(Map<Integer, Long> limits) {
    int[] lines = new int[limits.size()];
    long[] seqs = new long[lines.length];
    int count = 0;
    for (Map.Entry<Integer, Long> entry : new TreeMap<>(limits).entrySet()) {
      requireNotNegative(entry.getKey(), entry.getValue());
      lines[count] = entry.getKey();
      seqs[count++] = entry.getValue();
    }
    return new Lineage(lines, seqs);
  }

  /**
   * The same.
   *
   * @param lines in rising order; neither array is to be changed later
   * @param limits of the lines
   */
  public static Lineage of(int[] lines, long[] limits) {
    for (int i = 0; i < lines.length; i++) {
      requireNotNegative(lines[i], limits[i]);
      InternalException.require(i == 0 || lines[i - 1] < lines[i], "lines come in rising order");
    }
    return new Lineage(lines, limits);
  }

  public int size() {
    return lines.length;
  }

  /** The n-th line, in rising order. */
  public int line(int index) {
    return lines[index];
  }

  /** The limit of the n-th line. */
  public long limitAt(int index) {
    return limits[index];
  }

  /** What has a seq below this is seen of a line; {@link #NOTHING} for a line that is not here. */
  public long limit(int line) {
    int at = firstSlot(line);
    while (slots[at] != EMPTY) {
      if (lines[slots[at]] == line) {
        return limits[slots[at]];
      }
      at = (at + 1) & (slots.length - 1);
    }
    return NOTHING;
  }

  private int firstSlot(int line) {
    int mixed = line * 0x9E3779B9;
    return (mixed ^ mixed >>> 16) & (slots.length - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lineage that
        && Arrays.equals(lines, that.lines)
        && Arrays.equals(limits, that.limits);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(lines) + Arrays.hashCode(limits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("lineage");
    for (int i = 0; i < lines.length; i++) {
      text.append(' ').append(lines[i]).append('<').append(limits[i]);
    }
    return text.toString();
  }
}
