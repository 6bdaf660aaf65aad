package io.ewig.engine.column;

/** What of an event is a number. */
public enum LongColumn {
  SEQ,
  /** In nanoseconds since 1970, as all times here. */
  SYSTEM_TIME,
  HLC,
  /** Clamped to what 64 bits of nanoseconds hold; {@link EventBatch#valid} is exact. */
  VALID_FROM,
  VALID_TO,
  ORIGIN_SEQ,
  /** The seq of the first event of its commit. */
  COMMIT_SEQ;

  /** How many there are. */
  public static final int COUNT = values().length;
}
