package io.ewig.engine.internal.difference;

/** Keys that may differ between two sights, in order, and all that do; one thread. */
public interface Candidates {

  boolean next();

  /** Not to be changed. */
  byte[] key();

  /** Outside of this, the key has not changed. */
  Window window();
}
