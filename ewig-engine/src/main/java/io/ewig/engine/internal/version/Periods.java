package io.ewig.engine.internal.version;

import java.util.Arrays;

/**
 * The valid periods of versions in memory, and their summaries by block, see {@link Series}.
 *
 * <p>What it holds of later versions is for who adds them.
 */
record Periods(long[] from, long[] to, long[] blockFrom, long[] blockTo) {

  /** Of so many plain versions, of which seq and system time are given by turns, with room. */
  static Periods ofPlain(long[] times, int size, int room) {
    int blocks = room >>> Series.BLOCK_SHIFT;
    Periods periods =
        new Periods(new long[room], new long[room], new long[blocks], new long[blocks]);
    for (int i = 0; i < size; i++) {
      periods.set(i, times[2 * i + 1], Version.OPEN);
    }
    return periods;
  }

  Periods grown(int room) {
    int blocks = room >>> Series.BLOCK_SHIFT;
    return new Periods(
        Arrays.copyOf(from, room),
        Arrays.copyOf(to, room),
        Arrays.copyOf(blockFrom, blocks),
        Arrays.copyOf(blockTo, blocks));
  }

  void set(int index, long validFrom, long validTo) {
    from[index] = validFrom;
    to[index] = validTo;
    if ((index & (Series.BLOCK - 1)) == Series.BLOCK - 1) {
      summarize(index >>> Series.BLOCK_SHIFT);
    }
  }

  private void summarize(int block) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int i = block << Series.BLOCK_SHIFT; i < (block + 1) << Series.BLOCK_SHIFT; i++) {
      earliest = Math.min(earliest, from[i]);
      latest = Math.max(latest, to[i]);
    }
    blockFrom[block] = earliest;
    blockTo[block] = latest;
  }
}
