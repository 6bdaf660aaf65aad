package io.ewig.engine.internal.run;

import io.ewig.engine.internal.version.Series;

/** How long the values in the blocks of a series are as they will be written. */
final class BlockPlan {

  private final int[] lengths;
  private final long[] firstSeqs;
  private final long[] ends; // of the values in a block and those before
  private int count;
  private long valueBytes;
  private long longest; // values of a block

  /**
   * @param count of versions
   */
  BlockPlan(int count) {
    int blocks = (count + SeriesFormat.PATCHED - 1) >>> SeriesFormat.PATCHED_SHIFT;
    this.lengths = new int[count];
    this.firstSeqs = new long[blocks];
    this.ends = new long[blocks];
  }

  void add(Series part, int index, int length) {
    int block = count >>> SeriesFormat.PATCHED_SHIFT;
    if ((count & (SeriesFormat.PATCHED - 1)) == 0) {
      firstSeqs[block] = part.seq(index);
    }
    lengths[count++] = length;
    valueBytes += length;
    ends[block] = valueBytes;
    longest = Math.max(longest, valueBytes - (block == 0 ? 0 : ends[block - 1]));
  }

  int count() {
    return ends.length;
  }

  /** The length of the n-th value. */
  int length(int number) {
    return lengths[number];
  }

  long valueBytes() {
    return valueBytes;
  }

  /** How many bytes a number takes that says where a value ends in its block. */
  int endWidth() {
    return RunFormat.width(longest);
  }

  long endBytes() {
    return (long) count * endWidth();
  }

  long firstSeq(int block) {
    return firstSeqs[block];
  }

  /** Where a block ends, from the start of the first one on. */
  long end(int block, int rowWidth) {
    long rows = Math.min(count, (block + 1L) << SeriesFormat.PATCHED_SHIFT);
    return ends[block] + rows * rowWidth;
  }
}
