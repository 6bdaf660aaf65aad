package io.ewig.engine.internal.version;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A key's versions on one line in memory, and for a key on one line its group: each object on the
 * way to a version is a miss of the cache.
 *
 * <p>One thread adds, any number read. Arrays are only ever replaced by longer ones, and what they
 * hold behind {@link #size} belongs to who adds; so whoever reads the size first, and then an
 * array, finds that many versions in it.
 */
final class MemoryLine implements Group {

  /** Seq, time, reference and array header, with room for growth. */
  static final int VERSION_BYTES = 56;

  /** Most keys that get a second version get more. */
  private static final int SECOND_ROOM = 4;

  private static final AtomicIntegerFieldUpdater<MemoryLine> SIZE =
      AtomicIntegerFieldUpdater.newUpdater(MemoryLine.class, "size");

  private final byte[] key;
  private final int number;
  private volatile int size;
  private volatile long[] times; // seq and system time, by turns: both are looked at together
  private volatile byte[][] values; // null: a deletion
  private volatile @Nullable Periods periods;

  MemoryLine(byte[] key, Version first) {
    this.key = key;
    this.number = first.line();
    this.times = new long[2];
    this.values = new byte[1][];
    add(first);
  }

  /**
   * Does not wait until all processors see it, as a plain assignment would: what commits add is
   * published together, by who adds them.
   */
  void add(Version version) {
    int at = size;
    if (at == values.length) {
      grow(Math.max(SECOND_ROOM, 2 * at));
    }
    times[2 * at] = version.seq();
    times[2 * at + 1] = version.systemNanos();
    values[at] = version.value();
    Periods known = periods;
    if (known == null && !goesOnPlain(version, at)) {
      known = Periods.ofPlain(times, at, values.length);
      periods = known;
    }
    if (known != null) {
      known.set(at, version.validFrom(), version.validTo());
    }
    SIZE.lazySet(this, at + 1);
  }

  private boolean goesOnPlain(Version version, int at) {
    return version.validTo() == Version.OPEN
        && version.validFrom() == version.systemNanos()
        && (at == 0 || times[2 * at - 1] <= version.systemNanos());
  }

  private void grow(int room) {
    Periods known = periods;
    times = Arrays.copyOf(times, 2 * room);
    values = Arrays.copyOf(values, room);
    periods = known == null ? null : known.grown(room);
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public int lines() {
    return 1;
  }

  @Override
  public int line(int index) {
    return number;
  }

  int number() {
    return number;
  }

  /** The versions there are now. */
  @Override
  public Series series(int index) {
    int there = size; // before the others
    return new MemorySeries(number, there, times, values, periods);
  }
}
