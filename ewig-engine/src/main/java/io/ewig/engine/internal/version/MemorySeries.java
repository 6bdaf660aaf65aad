package io.ewig.engine.internal.version;

import org.jspecify.annotations.Nullable;

/** So many versions of a line in memory, as it had at one time; see {@link MemoryLine}. */
final class MemorySeries implements Series {

  private static final byte[] NO_BYTES = {};

  private final int line;
  private final int size;
  private final long[] times;
  private final byte[][] values;
  private final @Nullable Periods periods;

  MemorySeries(int line, int size, long[] times, byte[][] values, @Nullable Periods periods) {
    this.line = line;
    this.size = size;
    this.times = times;
    this.values = values;
    this.periods = periods;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long seq(int index) {
    return times[2 * index];
  }

  @Override
  public long systemNanos(int index) {
    return times[2 * index + 1];
  }

  @Override
  public long validFrom(int index) {
    return periods == null ? systemNanos(index) : periods.from()[index];
  }

  @Override
  public long validTo(int index) {
    return periods == null ? Version.OPEN : periods.to()[index];
  }

  @Override
  public boolean isDeletion(int index) {
    return values[index] == null;
  }

  @Override
  public int valueLength(int index) {
    return value(index).length;
  }

  @Override
  public byte[] value(int index) {
    byte[] value = values[index];
    return value == null ? NO_BYTES : value;
  }

  @Override
  public void copyValue(int index, byte[] to, int at) {
    byte[] value = value(index);
    System.arraycopy(value, 0, to, at, value.length);
  }

  @Override
  public boolean isPlain() {
    return periods == null;
  }

  @Override
  public long blockFrom(int block) {
    return periods == null ? Long.MIN_VALUE : periods.blockFrom()[block];
  }

  @Override
  public long blockTo(int block) {
    return periods == null ? Version.OPEN : periods.blockTo()[block];
  }
}
