package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
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
 *       thread;
 *   <li>a head is published only after the range that holds it was forced;
 *   <li>the first failure is final: every present and later waiter is told.
 * </ul>
 */
final class GroupCommit {

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
    boolean full = Failures.isDiskFull(cause);
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

  /** Forces what there is, then wakes those it was for, and one of the others to go on. */
  private void forceAndRelease() {
    try {
      forceTip();
    } catch (IOException | InternalError e) {
      fail(e);
    } finally {
      forcing.set(false);
    }
    long durable = durableSize();
    boolean leaderWoken = false;
    for (Waiter waiter : waiters) {
      if (waiter.size <= durable || !leaderWoken) {
        leaderWoken |= waiter.size > durable;
        LockSupport.unpark(waiter.thread);
      }
    }
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
