package io.ewig.engine.log;

import java.util.Random;

/** Our seeded generator: every choice a test makes comes from here, so one seed repeats one run. */
public final class Randoms {

  private final Random random;
  private final long seed;

  public Randoms(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** For the text of a failure. */
  public long seed() {
    return seed;
  }

  /** From 0 up to, not including, the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long longBelow(long bound) {
    return (random.nextLong() >>> 1) % bound;
  }

  public boolean oneIn(int n) {
    return below(n) == 0;
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[below(choices.length)];
  }
}
