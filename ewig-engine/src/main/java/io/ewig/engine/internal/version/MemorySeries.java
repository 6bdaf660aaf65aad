package io.ewig.engine.internal.version;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A state of a line's versions in memory: it does not change, and the next state shares its arrays.
 *
 * <p>What an array holds behind {@link #size} belongs to later states. So publishing a state
 * publishes all of it, and adding costs no copy but where arrays are full.
 */
final class MemorySeries implements Series {

  /** Seq, time, reference and array header, with room for growth. */
  static final int VERSION_BYTES = 56;

  private static final int FIRST = 4;
  private static final byte[] NO_BYTES = {};

  private final int line;
  private final int size;
  private final long[] times; // seq and system time, by turns: both are looked at together
  private final byte[][] values; // null: a deletion
  private final @Nullable Periods periods;

  /** Valid periods and their summaries by block. */
  private record Periods(long[] from, long[] to, long[] blockFrom, long[] blockTo) {

    static Periods ofPlain(long[] times, int size) {
      Periods periods = sized(times.length / 2);
      for (int i = 0; i < size; i++) {
        periods.set(i, times[2 * i + 1], Version.OPEN);
      }
      return periods;
    }

    private static Periods sized(int length) {
      int blocks = length >>> BLOCK_SHIFT;
      return new Periods(new long[length], new long[length], new long[blocks], new long[blocks]);
    }

    Periods grown(int length) {
      int blocks = length >>> BLOCK_SHIFT;
      return new Periods(
          Arrays.copyOf(from, length),
          Arrays.copyOf(to, length),
          Arrays.copyOf(blockFrom, blocks),
          Arrays.copyOf(blockTo, blocks));
    }

    void set(int index, long validFrom, long validTo) {
      from[index] = validFrom;
      to[index] = validTo;
      if ((index & (BLOCK - 1)) == BLOCK - 1) {
        summarize(index >>> BLOCK_SHIFT);
      }
    }

    private void summarize(int block) {
      long earliest = Long.MAX_VALUE;
      long latest = Long.MIN_VALUE;
      for (int i = block << BLOCK_SHIFT; i < (block + 1) << BLOCK_SHIFT; i++) {
        earliest = Math.min(earliest, from[i]);
        latest = Math.max(latest, to[i]);
      }
      blockFrom[block] = earliest;
      blockTo[block] = latest;
    }
  }

  private MemorySeries(
      int line, int size, long[] times, byte[][] values, @Nullable Periods periods) {
    this.line = line;
    this.size = size;
    this.times = times;
    this.values = values;
    this.periods = periods;
  }

  static MemorySeries of(Version first) {
    return new MemorySeries(first.line(), 0, new long[2 * FIRST], new byte[FIRST][], null)
        .plus(first);
  }

  /** The state with one more version; this must be the latest state. */
  MemorySeries plus(Version version) {
    MemorySeries room = size < values.length ? this : grown(2 * size);
    room.times[2 * size] = version.seq();
    room.times[2 * size + 1] = version.systemNanos();
    room.values[size] = version.value();
    Periods next = room.periods;
    if (next == null && !goesOnPlain(version)) {
      next = Periods.ofPlain(room.times, size);
    }
    if (next != null) {
      next.set(size, version.validFrom(), version.validTo());
    }
    return new MemorySeries(line, size + 1, room.times, room.values, next);
  }

  private boolean goesOnPlain(Version version) {
    return version.validTo() == Version.OPEN
        && version.validFrom() == version.systemNanos()
        && (size == 0 || systemNanos(size - 1) <= version.systemNanos());
  }

  private MemorySeries grown(int length) {
    return new MemorySeries(
        line,
        size,
        Arrays.copyOf(times, 2 * length),
        Arrays.copyOf(values, length),
        periods == null ? null : periods.grown(length));
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
    return periods == null ? systemNanos(index) : periods.from[index];
  }

  @Override
  public long validTo(int index) {
    return periods == null ? Version.OPEN : periods.to[index];
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
    return periods == null ? Long.MIN_VALUE : periods.blockFrom[block];
  }

  @Override
  public long blockTo(int block) {
    return periods == null ? Version.OPEN : periods.blockTo[block];
  }
}
