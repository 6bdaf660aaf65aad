package io.ewig.engine.internal.journal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Guesses whether more clients are about to come, so that one force can be for all of them.
 *
 * <ul>
 *   <li>as many as there were last time are expected again: when they are there, nobody waits;
 *   <li>nobody waits for others longer than a force takes: the disk could have worked meanwhile;
 *   <li>who has waited in vain makes those who come later wait less often.
 * </ul>
 *
 * <p>Present are those who wait for the disk. The rest is for whoever has the right to force.
 */
final class Company {

  private static final long PATIENCE_NANOS_MAX = 1_000_000;

  /** The last force counts so much in what one is thought to take. */
  private static final double WEIGHT = 0.25;

  private static final int FORCES_ALONE_MAX = 63;

  private final AtomicInteger present = new AtomicInteger();
  private volatile int expected = 1;
  private volatile int forcesAlone; // so many more that wait for nobody
  private volatile long patienceNanos = PATIENCE_NANOS_MAX / 10;
  private int caution;

  void enter() {
    present.incrementAndGet();
  }

  void leave() {
    present.decrementAndGet();
  }

  /** Whether there is nobody to wait for. */
  boolean isComplete() {
    return forcesAlone > 0 || present.get() >= expected;
  }

  /** How long to wait for the others at most. */
  long patienceNanos() {
    return patienceNanos;
  }

  /**
   * Takes note of a force.
   *
   * @param served who waited for it
   * @param inVain whether somebody was waited for who did not come
   */
  void forced(int served, boolean inVain, long nanos) {
    expected = Math.max(1, served + present.get());
    int alone = forcesAlone;
    if (inVain) {
      caution = Math.min(2 * caution + 1, FORCES_ALONE_MAX);
      forcesAlone = caution;
    } else if (alone > 0) {
      forcesAlone = alone - 1;
    } else {
      caution = 0;
    }
    long patience = patienceNanos;
    long took = Math.max(0, Math.min(nanos, PATIENCE_NANOS_MAX)); // a clock may step
    patienceNanos = patience + (long) (WEIGHT * (took - patience));
  }
}
