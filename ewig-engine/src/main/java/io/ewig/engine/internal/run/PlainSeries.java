package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.internal.version.VersionBatch;

/**
 * Finds what counts in one series after another, as a scan of thousands of keys does: reads no more
 * of each than that needs, and makes no object of it. See {@link SeriesFormat}; one thread.
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

  private static final int IN_BLOCK = SeriesFormat.PATCHED - 1;
  private static final int UNKNOWN = SeriesFormat.HAS_DELETIONS | SeriesFormat.HAS_PERIODS;

  private final Content content;
  private final SeriesHead head;
  private int seqWidth;
  private int nanosWidth;
  private int endWidth;
  private int block;
  private int rows;

  PlainSeries(Basis run) {
    this.content = run.content();
    this.head = new SeriesHead(run);
  }

  /**
   * Reads some of the block in which a series is going to be looked into, and checks nothing; one
   * that lies within the group came with it.
   */
  long fetch(int series, long limit) {
    return read(series)
            && !head.has(SeriesFormat.IS_INLINE)
            && head.firstSeq() < limit
            && findBlock(limit)
            && block < content.limit()
        ? content.fetch(block, FETCHED)
        : 0;
  }

  /** Of the series that was read. */
  int line() {
    return head.line();
  }

  /**
   * Finds what counts in the series that was read.
   *
   * @param limit before which seq versions are seen
   */
  Found find(long limit, long validNanos, VersionBatch into) {
    long baseSeq = head.firstSeq();
    if (baseSeq >= limit) {
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
    long nanos = head.nanos() + (content.raw(row + seqWidth) & RunFormat.mask(nanosWidth));
    boolean isEarlierAsked = nanos > validNanos; // then an older version may be what counts
    if (isEarlierAsked || !putValue(index, width, into.values())) {
      return Found.OTHER;
    }
    long seq = baseSeq + (content.raw(row) & seqMask);
    into.setTimes(head.line(), seq, nanos, nanos, Version.OPEN);
    return Found.VERSION;
  }

  /**
   * Reads what is in front of the blocks; false if the series is not for here.
   *
   * @param at where it is
   */
  boolean read(int at) {
    if (!head.read(at) || head.has(UNKNOWN)) {
      return false;
    }
    seqWidth = head.seqWidth();
    nanosWidth = head.nanosWidth();
    endWidth = head.endWidth();
    return true;
  }

  /** Finds the block of the last version below a limit that the first one is below. */
  private boolean findBlock(long limit) {
    int count = head.count();
    int more = head.end();
    if (head.has(SeriesFormat.IS_INLINE)) {
      block = more;
      rows = count;
      return count > 0 && count <= SeriesFormat.PATCHED;
    }
    int blockWidth = (int) content.raw(more + Integer.BYTES) & 0xFF;
    if (count <= 0 || blockWidth > Integer.BYTES) {
      return false;
    }
    int index = more + SeriesFormat.BLOCKS;
    int number = lastBlockBefore(index, seqWidth + blockWidth, limit - head.firstSeq());
    long start = number == 0 ? 0 : endOfBlock(index, number - 1, blockWidth);
    block = (int) content.raw(more) + (int) start;
    rows = Math.min(SeriesFormat.PATCHED, count - (number << SeriesFormat.PATCHED_SHIFT));
    return start <= content.limit() && block >= 0;
  }

  private long endOfBlock(int index, int number, int blockWidth) {
    int entry = index + number * (seqWidth + blockWidth);
    return content.getLong(entry + seqWidth) & RunFormat.mask(blockWidth);
  }

  private int lastBlockBefore(int index, int entryWidth, long limit) {
    int low = 0;
    int high = (head.count() + IN_BLOCK) >>> SeriesFormat.PATCHED_SHIFT;
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
    long written = head.length();
    long start = index * written;
    if (endWidth > 0) {
      start = index == 0 ? 0 : content.raw(ends + (index - 1) * width) & mask;
      written = (content.raw(ends + index * width) & mask) - start;
    }
    if (written < 0 || start + written > content.limit() - values) {
      return false;
    }
    if (index > 0 && head.has(SeriesFormat.ARE_PATCHED)) {
      int baseLength = (int) (content.raw(ends) & mask);
      new Patch(content, values, baseLength, values + (int) start, (int) written).append(to);
    } else {
      int put = to.grow((int) written);
      content.get(values + (int) start, to.array(), put, (int) written);
    }
    return true;
  }
}
