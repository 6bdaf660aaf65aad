package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.internal.version.VersionBatch;

/**
 * Finds what counts in one series after another, as a scan of thousands of keys does: reads no more
 * of each than that needs, and makes no object of it. See {@link RunFormat}; one thread.
 *
 * <p>Knows plain series without deletions, which most are. Whatever else it meets, or finds
 * strange, it leaves to {@link RunSeries}, which says what is wrong.
 */
final class PlainSeries {

  /** What was found. */
  enum Found {
    /** The batch has a version's value and times; who asked adds the key. */
    VERSION,
    /** No version counts. */
    NOTHING,
    /** It is not for here: ask {@link RunSeries}. */
    OTHER
  }

  /** Of a block so much is fetched: its rows, most often all of their values too. */
  private static final int FETCHED = 512;

  private static final int IN_BLOCK = RunFormat.PATCHED - 1;
  private static final int SPOKEN_OF = RunFormat.HAS_DELETIONS | RunFormat.HAS_PERIODS;

  private final Content content;
  private int at;
  private int count;
  private int flags;
  private int seqWidth;
  private int nanosWidth;
  private int endWidth;
  private long baseSeq;
  private int block;
  private int rows;

  PlainSeries(Content content) {
    this.content = content;
  }

  /**
   * Reads some of the block in which a series that has several is going to be looked into, and
   * checks nothing.
   */
  long fetch(int series, long limit) {
    return isPlain(series) && baseSeq < limit && findBlock(limit) && block < content.limit()
        ? content.fetch(block, FETCHED)
        : 0;
  }

  /**
   * @param series where it is
   * @param limit before which seq versions are seen
   */
  Found find(int series, long limit, long validNanos, int line, VersionBatch into) {
    if (!isPlain(series)) {
      return Found.OTHER;
    } else if (baseSeq >= limit) {
      return Found.NOTHING;
    } else if (!findBlock(limit)) {
      return Found.OTHER;
    }
    int width = seqWidth + nanosWidth + endWidth;
    content.require(block, rows * width + Long.BYTES);
    long seqMask = RunFormat.mask(seqWidth);
    int index = rows - 1;
    while (index > 0 && (content.raw(block + index * width) & seqMask) >= limit - baseSeq) {
      index--;
    }
    int row = block + index * width;
    long nanos =
        content.getLong(at + RunFormat.BASE_NANOS)
            + (content.raw(row + seqWidth) & RunFormat.mask(nanosWidth));
    boolean isEarlierAsked = nanos > validNanos; // then an older version may be what counts
    if (isEarlierAsked || !putValue(index, width, into.values())) {
      return Found.OTHER;
    }
    long seq = baseSeq + (content.raw(row) & seqMask);
    into.setTimes(line, seq, nanos, nanos, Version.OPEN);
    return Found.VERSION;
  }

  /** Reads what is in front of the blocks. */
  private boolean isPlain(int series) {
    at = series;
    content.require(at, RunFormat.MORE + RunFormat.BLOCKS);
    long head = content.raw(at);
    int widths = (int) (head >>> Integer.SIZE);
    count = (int) head;
    flags = widths >>> 24;
    seqWidth = widths & 0xFF;
    nanosWidth = widths >>> 8 & 0xFF;
    endWidth = widths >>> 16 & 0xFF;
    baseSeq = content.raw(at + RunFormat.BASE_SEQ);
    return (flags & SPOKEN_OF) == 0
        && count > 0
        && seqWidth <= Long.BYTES
        && nanosWidth <= Long.BYTES
        && endWidth <= Integer.BYTES
        && (endWidth > 0 || !has(RunFormat.ARE_PATCHED));
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Finds the block of the last version below a limit that the first one is below. */
  private boolean findBlock(long limit) {
    int more = at + (count == 1 ? RunFormat.MORE_OF_ONE : RunFormat.MORE);
    if (has(RunFormat.IS_INLINE)) {
      block = more;
      rows = count;
      return count <= RunFormat.PATCHED;
    }
    int blockWidth = (int) content.raw(more + Integer.BYTES) & 0xFF;
    if (blockWidth > Integer.BYTES) {
      return false;
    }
    int index = more + RunFormat.BLOCKS;
    int number = lastBlockBefore(index, seqWidth + blockWidth, limit - baseSeq);
    long start = number == 0 ? 0 : endOfBlock(index, number - 1, blockWidth);
    block = (int) content.raw(more) + (int) start;
    rows = Math.min(RunFormat.PATCHED, count - (number << RunFormat.PATCHED_SHIFT));
    return start <= content.limit() && block >= 0;
  }

  private long endOfBlock(int index, int number, int blockWidth) {
    int entry = index + number * (seqWidth + blockWidth);
    return content.getLong(entry + seqWidth) & RunFormat.mask(blockWidth);
  }

  private int lastBlockBefore(int index, int entryWidth, long limit) {
    int low = 0;
    int high = (count + IN_BLOCK) >>> RunFormat.PATCHED_SHIFT;
    long mask = RunFormat.mask(seqWidth);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if ((content.getLong(index + middle * entryWidth) & mask) < limit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds the value of a version of the block; false if it can't be there. */
  private boolean putValue(int index, int width, BytesOut to) {
    int values = block + rows * width;
    int ends = block + seqWidth + nanosWidth;
    long mask = RunFormat.mask(endWidth);
    long length = content.raw(at + RunFormat.VALUE_LENGTH) & RunFormat.mask(Integer.BYTES);
    long start = index * length;
    if (endWidth > 0) {
      start = index == 0 ? 0 : content.raw(ends + (index - 1) * width) & mask;
      length = (content.raw(ends + index * width) & mask) - start;
    }
    if (length < 0 || start + length > content.limit() - values) {
      return false;
    }
    if (index > 0 && has(RunFormat.ARE_PATCHED)) {
      int baseLength = (int) (content.raw(ends) & mask);
      new Patch(content, values, baseLength, values + (int) start, (int) length).append(to);
    } else {
      int put = to.grow((int) length);
      content.get(values + (int) start, to.array(), put, (int) length);
    }
    return true;
  }
}
