package io.ewig.engine.internal.checkpoint;

/** Keys that may differ between two sights, in order, and all that do; one thread. */
interface Candidates {

  boolean next();

  /** Not to be changed. */
  byte[] key();

  /** Outside of this, the key has not changed. */
  Window window();
}
