package io.ewig.server.observe;

import java.util.concurrent.atomic.LongAdder;

/** How long things took, by how many took no longer than what; any thread. */
final class Latencies {

  /** From what a key lookup takes to what somebody waits for. */
  static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private static final double NANOS = 1e9;

  private final LongAdder[] counts = new LongAdder[SECONDS.length + 1];
  private final LongAdder nanos = new LongAdder();

  Latencies() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(long took) {
    int bucket = 0;
    while (bucket < SECONDS.length && took > SECONDS[bucket] * NANOS) {
      bucket++;
    }
    counts[bucket].increment();
    nanos.add(took);
  }

  /** How many took no longer than each of {@link #SECONDS}, and how many there were. */
  long[] cumulative() {
    long[] sums = new long[counts.length];
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i].sum();
      sums[i] = sum;
    }
    return sums;
  }

  double seconds() {
    return nanos.sum() / NANOS;
  }
}
