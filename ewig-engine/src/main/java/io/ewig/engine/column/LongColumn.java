package io.ewig.engine.column;

/** What of an event is a number. */
public enum LongColumn {
  SEQ(0),
  /** In nanoseconds since 1970, as all times here. */
  SYSTEM_TIME(1),
  HLC(2),
  /** Clamped to what 64 bits of nanoseconds hold; {@link EventBatch#valid} is exact. */
  VALID_FROM(3),
  VALID_TO(4),
  ORIGIN_SEQ(5),
  /** The seq of the first event of its commit. */
  COMMIT_SEQ(6);

  /** How many there are. */
  public static final int COUNT = values().length;

  private final int number;

  LongColumn(int number) {
    this.number = number;
  }

  /** Tells them apart, from 0. */
  public int number() {
    return number;
  }
}
