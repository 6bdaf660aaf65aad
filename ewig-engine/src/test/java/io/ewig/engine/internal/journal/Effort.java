package io.ewig.engine.internal.journal;

import java.lang.management.ManagementFactory;

/** What something has cost the current thread since this was made. */
final class Effort {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startNanos = System.nanoTime();
  private final long startCpuNanos = cpuNanos();

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Time on the wall: on a machine that others use as well, mostly theirs. */
  long wallMillis() {
    return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  long cpuMillis() {
    return (cpuNanos() - startCpuNanos) / NANOS_PER_MILLI;
  }
}
