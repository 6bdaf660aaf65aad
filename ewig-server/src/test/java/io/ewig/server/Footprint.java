package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM holds on to: its heap after a collection, and buffers outside of it. */
public final class Footprint {

  /** Caches fill, classes load, buffers are kept for the next request. */
  private static final long SLACK_BYTES = 48 << 20;

  private final long before = bytes();

  private static long bytes() {
    System.gc();
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return buffers + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Holds that not much was added since this was made.
   *
   * @param bytesEach that each of so many requests may leave, such as a line of the audit
   */
  public void assertBounded(long requests, long bytesEach) {
    long more = bytes() - before;
    assertThat(more)
        .as("bytes that %d requests left", requests)
        .isLessThan(SLACK_BYTES + requests * bytesEach);
  }
}
