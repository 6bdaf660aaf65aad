package io.ewig.sync.standing;

import io.ewig.engine.hash.Hash;

/**
 * In which symbols an entry is summed up: in the first one, and from there on in ever fewer, the
 * one at place i with a chance of 2 in (i + 2). So many symbols as there are entries that differ,
 * and a third more, have nearly always one with a single entry in it to begin with.
 */
final class Places {

  private static final double STEP = 0x1p-53;

  private long state;
  private long at;

  Places(Hash hash) {
    this.state = hash.b();
  }

  /** The place where it stands. */
  long at() {
    return at;
  }

  /**
   * Moves on. That none of the places behind i up to j is chosen has a chance of (i + 1)(i + 2) in
   * (j + 1)(j + 2); the next one is found by turning that around.
   */
  void next() {
    double chance = ((draw() >>> 11) + 1) * STEP;
    at = Math.max(at + 1, (long) Math.ceil((at + 1.5) / Math.sqrt(chance) - 1.5));
  }

  /** SplitMix64. */
  private long draw() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
