package io.ewig.engine.internal.segment;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps mappings alive while somebody reads them: reading a mapping that is gone would kill the
 * JVM.
 *
 * <p>Readers count themselves in and out, spread over cache lines; {@link #close()} turns new ones
 * away and waits for the last to leave. A stay is as long as a memory copy, or a wait for the disk.
 */
public final class ReadGuard {

  public static final int TURNED_AWAY = -1;

  private static final int STRIPES = 16;
  private static final int INTS_PER_LINE = 16;
  private static final long NAP_NANOS = 10_000;

  /** About a tenth of a second, which is long for a memory copy. */
  private static final int NAPS_AFTER_FAULT = 2000;

  private static volatile int sides; // 0 for ever, but compilers must not know

  private final AtomicIntegerArray readers = new AtomicIntegerArray(STRIPES * INTS_PER_LINE);
  private volatile boolean closed;
  private volatile boolean faulted;

  /** Enters; returns the ticket to leave with. */
  public int enter() {
    int ticket = tryEnter();
    if (ticket == TURNED_AWAY) {
      throw closed();
    }
    return ticket;
  }

  /** Refuses if it is closed; who is not is not let in by that. */
  public void requireOpen() {
    if (closed) {
      throw closed();
    }
  }

  /** What is said to who comes too late. */
  public static UserException closed() {
    return new UserException(ErrorCode.CLOSED, "the database is closed; open it again to use it");
  }

  /** Enters and returns the ticket to leave with, or {@link #TURNED_AWAY} if it is closed. */
  public int tryEnter() {
    int stripe = (int) (Thread.currentThread().getId() % STRIPES) * INTS_PER_LINE;
    readers.incrementAndGet(stripe);
    if (closed) {
      readers.decrementAndGet(stripe);
      return TURNED_AWAY;
    }
    return stripe;
  }

  public void leave(int ticket) {
    readers.decrementAndGet(ticket);
  }

  /**
   * Notes that the JVM has thrown a fault of a mapping at some reader: it may have struck on the
   * way out, so that the reader still counts as being in.
   */
  public void faulted() {
    faulted = true;
  }

  /**
   * Has the JVM tell of a fault before, which it does where Java code returns from its runtime:
   * from making an array of arrays, whose size no compiler knows, but not from native methods.
   */
  public static void settle() {
    InternalException.require(new byte[sides][sides].length == 0, "an array of no arrays");
  }

  /**
   * Lets nobody in any more and waits until everybody is out.
   *
   * @return whether they are, and the mappings may go; false after a fault that has upset the
   *     count: then they stay until the garbage collector finds them unused
   */
  public boolean close() {
    closed = true;
    for (int naps = 0; isAnybodyIn(); naps++) {
      if (faulted && naps == NAPS_AFTER_FAULT) {
        return false;
      }
      LockSupport.parkNanos(this, NAP_NANOS);
    }
    return true;
  }

  private boolean isAnybodyIn() {
    for (int i = 0; i < STRIPES; i++) {
      if (readers.get(i * INTS_PER_LINE) != 0) {
        return true;
      }
    }
    return false;
  }
}
