package io.ewig.engine.internal.space;

import org.jspecify.annotations.Nullable;

/** Where versions are put that one event makes. */
public interface Sink {

  /**
   * @param value null if the key holds nothing during that period
   */
  void put(byte[] key, long validFrom, long validTo, byte @Nullable [] value);

  /** The system time of the event. */
  long now();
}
