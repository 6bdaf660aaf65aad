package io.ewig.engine.time;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.time.Instant;

/**
 * System time and hybrid logical time of one node, neither of which ever stands still or steps
 * back.
 *
 * <ul>
 *   <li>every system time handed out is greater than the last, so a moment names one commit;
 *   <li>every hybrid time handed out or observed is smaller than the next one handed out;
 *   <li>after a restart it goes on above what the log holds, whatever the machine's clock says.
 * </ul>
 */
public final class RisingClock {

  /**
   * The year 2262, some months before nanoseconds since 1970 end: what is recorded at the very end
   * would let nothing come after it.
   */
  public static final Instant END = Instant.parse("2262-01-01T00:00:00Z");

  private static final long END_NANOS = SystemNanos.of(END);

  private final Clock source;

  private long lastNanos; // guarded by this

  private long lastHlc; // guarded by this

  /**
   * @param lastNanos the greatest system time in the log, or 0
   * @param lastHlc the greatest hybrid time in the log, or 0
   */
  public RisingClock(Clock source, long lastNanos, long lastHlc) {
    this.source = source;
    this.lastNanos = lastNanos;
    this.lastHlc = lastHlc;
  }

  /** What the machine's clock says, or the last time handed out if that is later. */
  public synchronized long now() {
    return Math.max(lastNanos, source.nanos());
  }

  /**
   * The next system time.
   *
   * @throws ResourceException LIMIT_REACHED if the machine's clock is behind the end of all times
   *     that can be recorded; then none was handed out
   */
  public synchronized long nextNanos() {
    long machine = source.nanos();
    if (machine >= END_NANOS) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          "this machine's clock says "
              + SystemNanos.toInstant(machine)
              + ", and nothing can be recorded from "
              + END
              + " on; set the clock, and try again");
    }
    lastNanos = Math.max(lastNanos + 1, machine);
    return lastNanos;
  }

  /** The first of {@code count} consecutive hybrid times, all of them the caller's. */
  public synchronized long nextHlc(int count) {
    long physical = Hlc.atMillis(Math.floorDiv(lastNanos, 1_000_000L));
    long first = Math.max(lastHlc + 1, physical);
    lastHlc = first + count - 1;
    return first;
  }

  /** Takes note of times that came from elsewhere (an import, a peer). */
  public synchronized void observe(long nanos, long hlc) {
    lastNanos = Math.max(lastNanos, nanos);
    lastHlc = Math.max(lastHlc, hlc);
  }
}
