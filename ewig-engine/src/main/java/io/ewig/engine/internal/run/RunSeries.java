package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;
import org.jspecify.annotations.Nullable;

/** A series where it lies in a run, see {@link SeriesFormat}; one thread. */
final class RunSeries implements Series {

  private static final int IN_BLOCK = SeriesFormat.PATCHED - 1;

  /** Of a block so much is fetched: its rows, most often all of their values too. */
  private static final int FETCHED_MAX = 512;

  private final Content content;
  private final SeriesHead head;
  private final int count;
  private final long baseSeq;
  private final long lastSeq;
  private final int rowWidth;
  private final int seqWidth;
  private final int nanosWidth;
  private final int deletion; // where in a row; or -1
  private final int periods; // or -1
  private final int from;
  private final int fromWidth;
  private final int to;
  private final int toWidth;
  private final int end;
  private final int endWidth;
  private final int firstBlock;
  private final int index; // or -1: there is one block
  private final int blockWidth;
  private int block; // where the one is that was looked at last
  private int blockAt;

  @SuppressWarnings("UnusedVariable") // of no use, but for what it is made of to be read
  private long touched;

  RunSeries(Basis run, int at) {
    this.content = run.content();
    this.head = new SeriesHead(run);
    if (!head.read(at)) {
      throw content.malformed(at, "the head of a series that can't be");
    }
    this.count = head.count();
    this.baseSeq = head.firstSeq();
    this.lastSeq = head.lastSeq();
    this.seqWidth = head.seqWidth();
    this.nanosWidth = head.nanosWidth();
    this.endWidth = head.endWidth();
    boolean hasPeriods = head.has(SeriesFormat.HAS_PERIODS);
    boolean hasDeletions = head.has(SeriesFormat.HAS_DELETIONS);
    this.periods = hasPeriods ? head.end() : -1;
    int periodWidths = hasPeriods ? content.getInt(periods) : 0;
    this.fromWidth = periodWidths & 0xFF;
    this.toWidth = periodWidths >>> 8 & 0xFF;
    int afterNanos = seqWidth + nanosWidth;
    this.deletion = hasDeletions ? afterNanos : -1;
    this.from = afterNanos + (hasDeletions ? 1 : 0);
    this.to = from + fromWidth;
    this.end = to + toWidth;
    this.rowWidth = end + endWidth;
    requireSane(at);
    int behind = hasPeriods ? summary(count >>> BLOCK_SHIFT) : head.end();
    boolean isInline = head.has(SeriesFormat.IS_INLINE);
    this.firstBlock = isInline ? behind : content.getInt(behind);
    this.index = isInline ? -1 : behind + SeriesFormat.BLOCKS;
    this.blockWidth = isInline ? 0 : content.getInt(behind + Integer.BYTES) & 0xFF;
    this.blockAt = firstBlock;
    if (isInline ? count > SeriesFormat.PATCHED : blockWidth > Integer.BYTES) {
      throw content.malformed(behind, "blocks that can't be");
    }
  }

  /** Only numbers that can't make later sums overflow or loops run long. */
  private void requireSane(int at) {
    if (count <= 0
        || (seqWidth == 0 && count > 1)
        || head.length() < 0
        || head.length() > content.limit()
        || fromWidth > Long.BYTES
        || toWidth > Long.BYTES
        || (long) rowWidth * count > content.limit()) {
      throw content.malformed(at, "a series of " + count + " versions that can't be");
    }
  }

  /** Where a block starts. */
  private int block(int wanted) {
    if (wanted != block) {
      blockAt = wanted == 0 ? firstBlock : firstBlock + endOfBlock(wanted - 1);
      block = wanted;
    }
    return blockAt;
  }

  private int entry(int wanted) {
    return index + wanted * (seqWidth + blockWidth);
  }

  private int endOfBlock(int wanted) {
    long bytes = content.getLong(entry(wanted) + seqWidth) & RunFormat.mask(blockWidth);
    if (bytes > content.limit()) {
      throw content.malformed(entry(wanted), "a block that ends at " + bytes);
    }
    return (int) bytes;
  }

  private long cell(int version, int offset, int width) {
    if (version < 0 || version >= count) {
      throw new IndexOutOfBoundsException(version + " of " + count);
    }
    int row = block(version >>> SeriesFormat.PATCHED_SHIFT) + (version & IN_BLOCK) * rowWidth;
    return content.getLong(row + offset) & RunFormat.mask(width);
  }

  @Override
  public int line() {
    return head.line();
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public long seq(int version) {
    return baseSeq + cell(version, 0, seqWidth);
  }

  @Override
  public long firstSeq() {
    return baseSeq;
  }

  @Override
  public long lastSeq() {
    return lastSeq;
  }

  /** See {@link RunGroup#fetch}; a block within its group was read with that. */
  long fetch(long beforeSeq) {
    if (index < 0 || baseSeq >= beforeSeq) {
      return 0;
    }
    int number =
        lastSeq < beforeSeq
            ? (count - 1) >>> SeriesFormat.PATCHED_SHIFT
            : lastBlockBefore(beforeSeq);
    return fetch(number);
  }

  private long fetch(int number) {
    int at = block(number);
    int bytes = firstBlock + endOfBlock(number) - at;
    return content.fetch(at, Math.min(bytes, FETCHED_MAX));
  }

  /** Looks for the block among the first seqs of all, and then there. */
  @Override
  public int countBefore(long seq) {
    if (lastSeq < seq) {
      return count;
    }
    if (baseSeq >= seq) {
      return 0;
    }
    int number = 0;
    if (index >= 0) {
      number = lastBlockBefore(seq);
      touched += fetch(number); // else each step waits for its own part of the block
    }
    int low = number << SeriesFormat.PATCHED_SHIFT;
    int high = Math.min(count, low + SeriesFormat.PATCHED);
    low++; // that one is
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

  /** The last block that starts below a seq that the first one starts below, near a guess. */
  private int lastBlockBefore(long seq) {
    int low = 0; // starts below
    int high = (count + IN_BLOCK) >>> SeriesFormat.PATCHED_SHIFT; // does not
    int middle = (int) ((double) (seq - baseSeq) / (lastSeq - baseSeq) * (high - 1));
    for (int step = 1; high - low > 1; step *= 2) {
      if (baseSeq + (content.getLong(entry(middle)) & RunFormat.mask(seqWidth)) < seq) {
        low = middle;
        middle = Math.min(low + step, low + Math.max(1, (high - low) >>> 1));
      } else {
        high = middle;
        middle = Math.max(high - step, high - Math.max(1, (high - low) >>> 1));
      }
    }
    return low;
  }

  @Override
  public long systemNanos(int version) {
    return head.nanos() + cell(version, seqWidth, nanosWidth);
  }

  @Override
  public long validFrom(int version) {
    return periods < 0
        ? systemNanos(version)
        : content.getLong(periods + SeriesFormat.BASES) + cell(version, from, fromWidth);
  }

  @Override
  public long validTo(int version) {
    if (periods < 0) {
      return Version.OPEN;
    }
    long cell = cell(version, to, toWidth);
    return cell == 0
        ? Version.OPEN
        : content.getLong(periods + SeriesFormat.BASES + Long.BYTES) + cell - 1;
  }

  @Override
  public boolean isDeletion(int version) {
    return deletion >= 0 && cell(version, deletion, 1) != 0;
  }

  /** Where the values of a version's block start. */
  private int values(int version) {
    int number = version >>> SeriesFormat.PATCHED_SHIFT;
    int rows = Math.min(SeriesFormat.PATCHED, count - (number << SeriesFormat.PATCHED_SHIFT));
    return block(number) + rows * rowWidth;
  }

  /** Where a version's value starts among those of its block. */
  private int start(int version) {
    if (endWidth == 0) {
      long start = (long) (version & IN_BLOCK) * head.length();
      if (start > content.limit()) {
        throw content.malformed(
            blockAt, "values of " + head.length() + " bytes that reach too far");
      }
      return (int) start;
    }
    return (version & IN_BLOCK) == 0 ? 0 : (int) cell(version - 1, end, endWidth);
  }

  /** How many bytes there are of a version's value, or of its patch. */
  private int written(int version, int start) {
    if (endWidth == 0) {
      return head.length();
    }
    int bytes = (int) cell(version, end, endWidth) - start;
    if (bytes < 0 || bytes > content.limit()) {
      throw content.malformed(blockAt, "a value of " + bytes + " bytes");
    }
    return bytes;
  }

  /** What a version's value is made of, or null if it is written as it is. */
  private @Nullable Patch patch(int version, int start, int written) {
    if (!head.has(SeriesFormat.ARE_PATCHED) || isDeletion(version)) {
      return null;
    }
    int base = version & -SeriesFormat.PATCHED;
    while (base < version && isDeletion(base)) {
      base++;
    }
    if (base == version) {
      return null;
    }
    int baseStart = start(base);
    int baseLength = written(base, baseStart);
    int values = values(version);
    return new Patch(content, values + baseStart, baseLength, values + start, written);
  }

  @Override
  public int valueLength(int version) {
    int start = start(version);
    int written = written(version, start);
    Patch patch = patch(version, start, written);
    return patch == null ? written : patch.length();
  }

  @Override
  public byte[] value(int version) {
    int start = start(version);
    int written = written(version, start);
    Patch patch = patch(version, start, written);
    return patch == null ? content.get(values(version) + start, written) : patch.value();
  }

  @Override
  public void appendValue(int version, BytesOut to) {
    int start = start(version);
    int written = written(version, start);
    Patch patch = patch(version, start, written);
    if (patch == null) {
      int at = to.grow(written);
      content.get(values(version) + start, to.array(), at, written);
    } else {
      patch.append(to);
    }
  }

  @Override
  public void copyValue(int version, byte[] into, int at) {
    int start = start(version);
    int written = written(version, start);
    Patch patch = patch(version, start, written);
    if (patch == null) {
      content.get(values(version) + start, into, at, written);
    } else {
      patch.apply(into, at);
    }
  }

  @Override
  public boolean isPlain() {
    return periods < 0;
  }

  private int summary(int number) {
    return periods + SeriesFormat.PERIODS + number * SeriesFormat.SUMMARY;
  }

  @Override
  public long blockFrom(int number) {
    return content.getLong(summary(number));
  }

  @Override
  public long blockTo(int number) {
    return content.getLong(summary(number) + Long.BYTES);
  }
}
