package io.ewig.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How much processor time the calling thread and the whole process have used since it was started.
 *
 * <p>Processor time is what counts on a machine that does other things as well.
 */
public final class CpuClock {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long threadNanos = THREADS.getCurrentThreadCpuTime();
  private final long processNanos = PROCESS.getProcessCpuTime();

  public static CpuClock start() {
    return new CpuClock();
  }

  private CpuClock() {}

  /** How many of so many things the calling thread did in a second of its processor time. */
  public double perThreadSecond(long count) {
    return 1e9 * count / (THREADS.getCurrentThreadCpuTime() - threadNanos);
  }

  /** The same with the time of all threads: collector, compiler, background work. */
  public double perProcessSecond(long count) {
    return 1e9 * count / (PROCESS.getProcessCpuTime() - processNanos);
  }
}
