package io.ewig.engine.time;

/** Where the time comes from; a test brings its own. */
@FunctionalInterface
public interface Clock {

  /** Nanoseconds since 1970-01-01T00:00Z as this machine believes; may step in either direction. */
  long nanos();

  /** The machine's clock. */
  static Clock system() {
    return SystemNanos::now;
  }
}
