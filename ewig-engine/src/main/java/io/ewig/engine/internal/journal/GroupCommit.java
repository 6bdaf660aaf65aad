package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.Head;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes what was appended durable, for many who wait at once.
 *
 * <ul>
 *   <li>whoever waits and finds nobody forcing forces for all: a lone client pays no change of
 *       thread. If more have come meanwhile, a thread of our own goes on for them, so that nobody
 *       has to be woken before the disk can work again;
 *   <li>a head is published only after the range that holds it was forced;
 *   <li>the first failure is final: every present and later waiter is told.
 * </ul>
 */
@SuppressWarnings("ThreadPriorityCheck") // right whatever yield does, and faster where it works
final class GroupCommit implements AutoCloseable {

  /** So often others may run before the forcing thread believes that nobody has anything new. */
  private static final int YIELDS_FOR_MORE = 20;

  private static final int YIELDS_TO_JOIN = 64;

  /** So many in a row that brought nothing new, and it is time to force. */
  private static final int YIELDS_IDLE = 4;

  /** The end of what was appended: up to where in which file, and what the log comes to there. */
  record Tip(Segment segment, int end, Head head) {}

  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    final long size;

    Waiter(long size) {
      this.size = size;
    }
  }

  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean forcing = new AtomicBoolean();
  private final Relay relay = new Relay(this::forceForOthers);
  private final Consumer<Head> publish;
  private volatile Tip tip;
  private volatile Tip forced;
  private volatile @Nullable Throwable failure;

  /**
   * @param start what is durable already
   * @param publish told each new durable head, by one thread at a time
   */
  GroupCommit(Tip start, Consumer<Head> publish) {
    this.tip = start;
    this.forced = start;
    this.publish = publish;
  }

  /** Takes note of an append; for the appending thread. */
  void appended(Tip next) {
    tip = next;
  }

  long durableSize() {
    return forced.head().size();
  }

  /** Stops all work after a failure somewhere in the writer. */
  void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    for (Waiter waiter : waiters) {
      LockSupport.unpark(waiter.thread);
    }
  }

  /** The error that every further use gets, or null if all is well. */
  @Nullable EwigException failed() {
    Throwable cause = failure;
    return cause == null ? null : failure(cause);
  }

  private static EwigException failure(Throwable cause) {
    boolean full = DiskFailure.isFull(cause);
    return new ResourceException(
        full ? ErrorCode.DISK_FULL : ErrorCode.LOG_FAILED,
        "the log has failed and takes no more writes: "
            + cause.getMessage()
            + (full ? "; free some space," : ";")
            + " close the database and open it again, which keeps all that was acknowledged",
        cause);
  }

  /** Returns when the first {@code size} events are on disk. */
  void await(long size) {
    if (durableSize() >= size) {
      return;
    }
    Waiter me = new Waiter(size);
    waiters.add(me);
    boolean interrupted = false;
    try {
      while (durableSize() < size) {
        throwIfFailed();
        if (forcing.compareAndSet(false, true)) {
          forceAndRelease();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted(); // a force can't be half-heartedly undone
        }
      }
    } finally {
      waiters.remove(me);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void throwIfFailed() {
    EwigException failed = failed();
    if (failed != null) {
      throw failed;
    }
  }

  /** Forces what there is; for whoever has set {@link #forcing}. */
  private void forceAndRelease() {
    forceOrFail();
    if (wakeServed() && failure == null) {
      relay.handOver();
    } else {
      release();
    }
  }

  /** Goes on until nobody comes with anything new. */
  private void forceForOthers() {
    do {
      letOthersJoin();
      forceOrFail();
      wakeServed();
      for (int i = 0; i < YIELDS_FOR_MORE && isAllForced(); i++) {
        Thread.yield();
      }
    } while (!isAllForced());
    release();
  }

  /**
   * Those just served are about to append again: a moment of waiting for them is shorter than the
   * force that they would wait for otherwise.
   */
  private void letOthersJoin() {
    int idle = 0;
    for (int i = 0; i < YIELDS_TO_JOIN && idle < YIELDS_IDLE; i++) {
      long seen = tip.head().size();
      Thread.yield();
      idle = tip.head().size() == seen ? idle + 1 : 0;
    }
  }

  private boolean isAllForced() {
    return tip.head().size() == durableSize() || failure != null;
  }

  /**
   * Whatever goes wrong is a failure of the log: an exception that got away would leave the right
   * to force taken, and everybody waiting for ever.
   */
  private void forceOrFail() {
    try {
      forceTip();
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Wakes those whose events are on disk; whether there are others. */
  private boolean wakeServed() {
    long durable = durableSize();
    boolean others = false;
    for (Waiter waiter : waiters) {
      if (waiter.size <= durable) {
        LockSupport.unpark(waiter.thread);
      } else {
        others = true;
      }
    }
    return others;
  }

  /** Lets go, and wakes one who came too late to be served and too early to find us gone. */
  private void release() {
    forcing.set(false);
    long durable = durableSize();
    for (Waiter waiter : waiters) {
      if (waiter.size > durable) {
        LockSupport.unpark(waiter.thread);
        return;
      }
    }
  }

  /** Ends the thread of our own, if there is one; nobody may be waiting. */
  @Override
  public void close() {
    relay.close();
  }

  private void forceTip() throws IOException {
    Tip target = tip;
    Tip done = forced;
    if (target.equals(done) || failure != null) {
      return;
    }
    int from = target.segment() == done.segment() ? done.end() : 0;
    target.segment().map().force(from, target.end() - (long) from);
    forced = target;
    publish.accept(target.head());
  }

  /** Forces everything appended so far; for the appending thread, when it needs the file whole. */
  void forceNow() {
    while (!forcing.compareAndSet(false, true)) {
      Thread.onSpinWait();
    }
    forceAndRelease();
    throwIfFailed();
  }

  /** Forces what there is, if anything; a failure is told to whoever writes next. */
  void forceQuietly() {
    if (failure == null && forcing.compareAndSet(false, true)) {
      forceAndRelease();
    }
  }
}
