package io.ewig.engine.internal.run;

import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;

/** A series where it lies in a run, see {@link RunFormat}. */
final class RunSeries implements Series {

  private final Content content;
  private final int line;
  private final int count;
  private final long baseSeq;
  private final long baseNanos;
  private final int seqs;
  private final int seqWidth;
  private final int nanos;
  private final int nanosWidth;
  private final int deletions; // or -1
  private final int periods; // or -1: the bases
  private final int froms;
  private final int fromWidth;
  private final int tos;
  private final int toWidth;
  private final int summaries;
  private final int ends;
  private final int endWidth;
  private final int length;
  private final int values;

  RunSeries(Content content, int line, int at) {
    this.content = content;
    this.line = line;
    content.requireInside(at, RunFormat.COLUMNS);
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
    this.periods = hasPeriods ? at + RunFormat.COLUMNS : -1;
    this.seqs = at + RunFormat.COLUMNS + (hasPeriods ? RunFormat.PERIOD_BASES : 0);
    requireSane(at, hasPeriods);
    this.nanos = seqs + count * seqWidth;
    int afterNanos = nanos + count * nanosWidth;
    this.deletions = hasDeletions ? afterNanos : -1;
    this.froms = afterNanos + (hasDeletions ? count : 0);
    this.tos = froms + (hasPeriods ? count * fromWidth : 0);
    this.summaries = tos + (hasPeriods ? count * toWidth : 0);
    this.ends = summaries + (hasPeriods ? (count >>> BLOCK_SHIFT) * RunFormat.SUMMARY : 0);
    this.values = ends + count * endWidth;
  }

  /** Only numbers that can't make later sums overflow or loops run long. */
  private void requireSane(int at, boolean hasPeriods) {
    boolean areWidths =
        seqWidth <= Long.BYTES
            && nanosWidth <= Long.BYTES
            && endWidth <= Integer.BYTES
            && fromWidth <= Long.BYTES
            && toWidth <= Long.BYTES
            && (seqWidth > 0 || count == 1);
    long row = seqWidth + nanosWidth + endWidth + 1L + (hasPeriods ? fromWidth + toWidth : 0);
    if (!areWidths
        || count <= 0
        || length < 0
        || length > content.limit()
        || seqs + row * count - count > content.limit()) {
      throw content.malformed(at, "a series of " + count + " versions that can't be");
    }
  }

  private long cell(int column, int width, int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(index + " of " + count);
    }
    return content.getLong(column + index * width) & RunFormat.mask(width);
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
    return baseSeq + cell(seqs, seqWidth, index);
  }

  @Override
  public long systemNanos(int index) {
    return baseNanos + cell(nanos, nanosWidth, index);
  }

  @Override
  public long validFrom(int index) {
    return periods < 0
        ? systemNanos(index)
        : content.getLong(periods) + cell(froms, fromWidth, index);
  }

  @Override
  public long validTo(int index) {
    if (periods < 0) {
      return Version.OPEN;
    }
    long cell = cell(tos, toWidth, index);
    return cell == 0 ? Version.OPEN : content.getLong(periods + Long.BYTES) + cell - 1;
  }

  @Override
  public boolean isDeletion(int index) {
    return deletions >= 0 && cell(deletions, 1, index) != 0;
  }

  private int start(int index) {
    if (endWidth == 0) {
      long start = (long) index * length;
      if (start > content.limit()) {
        throw content.malformed(ends, "values of " + length + " bytes that reach beyond the run");
      }
      return (int) start;
    }
    return index == 0 ? 0 : (int) cell(ends, endWidth, index - 1);
  }

  @Override
  public int valueLength(int index) {
    if (endWidth == 0) {
      return length;
    }
    int bytes = (int) cell(ends, endWidth, index) - start(index);
    if (bytes < 0 || bytes > content.limit()) {
      throw content.malformed(ends + index * endWidth, "a value of " + bytes + " bytes");
    }
    return bytes;
  }

  @Override
  public byte[] value(int index) {
    return content.get(values + start(index), valueLength(index));
  }

  @Override
  public void copyValue(int index, byte[] to, int at) {
    content.get(values + start(index), to, at, valueLength(index));
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
