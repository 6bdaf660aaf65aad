package io.ewig.engine.internal.run;

import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;
import org.jspecify.annotations.Nullable;

/** A series where it lies in a run, see {@link RunFormat}. */
final class RunSeries implements Series {

  private final Content content;
  private final int line;
  private final int count;
  private final long baseSeq;
  private final long baseNanos;
  private final int rows;
  private final int rowWidth;
  private final int seqWidth;
  private final int nanosWidth;
  private final int deletion; // where in a row; or -1
  private final int periods; // or -1: the bases
  private final int from;
  private final int fromWidth;
  private final int to;
  private final int toWidth;
  private final int end;
  private final int endWidth;
  private final int summaries;
  private final int length;
  private final boolean arePatched;
  private final int values;

  RunSeries(Content content, int line, int at) {
    this.content = content;
    this.line = line;
    content.requireInside(at, RunFormat.ROWS);
    this.count = content.getInt(at + RunFormat.COUNT);
    int widths = content.getInt(at + RunFormat.WIDTHS);
    this.seqWidth = widths & 0xFF;
    this.nanosWidth = widths >>> 8 & 0xFF;
    this.endWidth = widths >>> 16 & 0xFF;
    int flags = widths >>> 24;
    this.baseSeq = content.getLong(at + RunFormat.BASE_SEQ);
    this.baseNanos = content.getLong(at + RunFormat.BASE_NANOS);
    this.length = content.getInt(at + RunFormat.VALUE_LENGTH);
    int periodWidths = content.getInt(at + RunFormat.PERIOD_WIDTHS);
    this.fromWidth = periodWidths & 0xFF;
    this.toWidth = periodWidths >>> 8 & 0xFF;
    boolean hasPeriods = (flags & RunFormat.HAS_PERIODS) != 0;
    boolean hasDeletions = (flags & RunFormat.HAS_DELETIONS) != 0;
    this.arePatched = (flags & RunFormat.ARE_PATCHED) != 0;
    this.periods = hasPeriods ? at + RunFormat.ROWS : -1;
    this.rows = at + RunFormat.ROWS + (hasPeriods ? RunFormat.PERIOD_BASES : 0);
    int afterNanos = seqWidth + nanosWidth;
    this.deletion = hasDeletions ? afterNanos : -1;
    this.from = afterNanos + (hasDeletions ? 1 : 0);
    this.to = from + (hasPeriods ? fromWidth : 0);
    this.end = to + (hasPeriods ? toWidth : 0);
    this.rowWidth = end + endWidth;
    requireSane(at);
    this.summaries = rows + count * rowWidth;
    this.values = summaries + (hasPeriods ? (count >>> BLOCK_SHIFT) * RunFormat.SUMMARY : 0);
  }

  /** Only numbers that can't make later sums overflow or loops run long. */
  private void requireSane(int at) {
    boolean areWidths =
        seqWidth <= Long.BYTES
            && nanosWidth <= Long.BYTES
            && endWidth <= Integer.BYTES
            && fromWidth <= Long.BYTES
            && toWidth <= Long.BYTES
            && (seqWidth > 0 || count == 1)
            && (endWidth > 0 || !arePatched);
    if (!areWidths
        || count <= 0
        || length < 0
        || length > content.limit()
        || rows + (long) rowWidth * count > content.limit()) {
      throw content.malformed(at, "a series of " + count + " versions that can't be");
    }
  }

  private long cell(int index, int offset, int width) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(index + " of " + count);
    }
    return content.getLong(rows + index * rowWidth + offset) & RunFormat.mask(width);
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public long seq(int index) {
    return baseSeq + cell(index, 0, seqWidth);
  }

  @Override
  public long systemNanos(int index) {
    return baseNanos + cell(index, seqWidth, nanosWidth);
  }

  @Override
  public long validFrom(int index) {
    return periods < 0
        ? systemNanos(index)
        : content.getLong(periods) + cell(index, from, fromWidth);
  }

  @Override
  public long validTo(int index) {
    if (periods < 0) {
      return Version.OPEN;
    }
    long cell = cell(index, to, toWidth);
    return cell == 0 ? Version.OPEN : content.getLong(periods + Long.BYTES) + cell - 1;
  }

  @Override
  public boolean isDeletion(int index) {
    return deletion >= 0 && cell(index, deletion, 1) != 0;
  }

  private int start(int index) {
    if (endWidth == 0) {
      long start = (long) index * length;
      if (start > content.limit()) {
        throw content.malformed(values, "values of " + length + " bytes that reach too far");
      }
      return (int) start;
    }
    return index == 0 ? 0 : (int) cell(index - 1, end, endWidth);
  }

  /** How many bytes there are of a version's value, or of its patch. */
  private int written(int index, int start) {
    if (endWidth == 0) {
      return length;
    }
    int bytes = (int) cell(index, end, endWidth) - start;
    if (bytes < 0 || bytes > content.limit()) {
      throw content.malformed(rows + index * rowWidth, "a value of " + bytes + " bytes");
    }
    return bytes;
  }

  /** What a version's value is made of, or null if it is written as it is. */
  private @Nullable Patch patch(int index, int start, int written) {
    if (!arePatched || isDeletion(index)) {
      return null;
    }
    int base = index & -RunFormat.PATCHED;
    while (base < index && isDeletion(base)) {
      base++;
    }
    if (base == index) {
      return null;
    }
    int baseStart = start(base);
    int baseLength = written(base, baseStart);
    return new Patch(content, values + baseStart, baseLength, values + start, written);
  }

  @Override
  public int valueLength(int index) {
    int start = start(index);
    int written = written(index, start);
    Patch patch = patch(index, start, written);
    return patch == null ? written : patch.length();
  }

  @Override
  public byte[] value(int index) {
    int start = start(index);
    int written = written(index, start);
    Patch patch = patch(index, start, written);
    return patch == null ? content.get(values + start, written) : patch.value();
  }

  @Override
  public void copyValue(int index, byte[] to, int at) {
    int start = start(index);
    int written = written(index, start);
    Patch patch = patch(index, start, written);
    if (patch == null) {
      content.get(values + start, to, at, written);
    } else {
      patch.apply(to, at);
    }
  }

  @Override
  public boolean isPlain() {
    return periods < 0;
  }

  @Override
  public long blockFrom(int block) {
    return content.getLong(summaries + block * RunFormat.SUMMARY);
  }

  @Override
  public long blockTo(int block) {
    return content.getLong(summaries + block * RunFormat.SUMMARY + Long.BYTES);
  }
}
