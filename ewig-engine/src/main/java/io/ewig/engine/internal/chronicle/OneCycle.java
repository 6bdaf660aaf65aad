package io.ewig.engine.internal.chronicle;

import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.RollCycleArithmetic;

/**
 * A queue that never rolls: its clock stands still in cycle 1. Ewig decides when a segment is full.
 */
enum OneCycle implements RollCycle {
  SEGMENT;

  private static final int LENGTH_MILLIS = 1000;
  private static final int CYCLE = 1;

  /** Index pages of 8 KB, one each 65,536 records. */
  private static final RollCycleArithmetic ARITHMETIC = RollCycleArithmetic.of(1024, 64);

  /** What it takes a file up from instead of making one: the name without {@code .cq4}. */
  static final String PREPARED = "19700101-000001E.precreated";

  /** The clock that keeps a queue in its only cycle. */
  static final class Clock implements TimeProvider {
    @Override
    public long currentTimeMillis() {
      return (long) CYCLE * LENGTH_MILLIS;
    }

    @Override
    public long currentTimeMicros() {
      return currentTimeMillis() * 1000;
    }

    @Override
    public long currentTimeNanos() {
      return currentTimeMillis() * 1_000_000;
    }
  }

  @Override
  public String format() {
    return "yyyyMMdd-HHmmss'E'";
  }

  @Override
  public int lengthInMillis() {
    return LENGTH_MILLIS;
  }

  @Override
  public int defaultIndexCount() {
    return ARITHMETIC.indexCount();
  }

  @Override
  public int defaultIndexSpacing() {
    return ARITHMETIC.indexSpacing();
  }

  @Override
  public long toIndex(int cycle, long sequenceNumber) {
    return ARITHMETIC.toIndex(cycle, sequenceNumber);
  }

  @Override
  public long toSequenceNumber(long index) {
    return ARITHMETIC.toSequenceNumber(index);
  }

  @Override
  public int toCycle(long index) {
    return ARITHMETIC.toCycle(index);
  }

  @Override
  public long maxMessagesPerCycle() {
    return ARITHMETIC.maxMessagesPerCycle();
  }
}
