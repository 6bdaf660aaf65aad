package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.Forces;
import io.ewig.engine.log.Head;
import io.ewig.engine.time.Clock;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what was appended durable, for many who wait at once.
 *
 * <ul>
 *   <li>one of those who wait forces for all, so a lone client pays no change of thread;
 *   <li>whoever comes first waits a moment for the others, if there is {@link Company}; whoever
 *       completes it forces;
 *   <li>while anybody waits whose events were appended, somebody forces, or waits for others no
 *       longer than for a moment, or has been woken: who gives such a part up looks who is left;
 *   <li>a head is published only after the range that holds it was forced;
 *   <li>the first failure is final: every present and later waiter is told.
 * </ul>
 */
final class GroupCommit {

  /** What a waiter says whose events have no place yet. */
  static final long NOT_APPENDED = Long.MAX_VALUE;

  private static final long NAP_NANOS = 20_000;

  /** The end of what was appended: up to where in which file, and what the log comes to there. */
  record Tip(Segment segment, int end, Head head) {}

  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    final LongSupplier size;
    final AtomicBoolean isGone = new AtomicBoolean();
    boolean inVain; // waited for others who did not come

    Waiter(LongSupplier size) {
      this.size = size;
    }
  }

  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final Company company = new Company();
  private final AtomicBoolean forcing = new AtomicBoolean();
  private final AtomicBoolean gathering = new AtomicBoolean(); // somebody waits for the others
  private final Consumer<Head> publish;
  private final Clock clock;
  private volatile Tip tip;
  private volatile Tip forced;
  private volatile @Nullable Throwable failure;
  private volatile Forces forces = Forces.NONE; // written by whoever forces

  /**
   * @param start what is durable already
   * @param publish told each new durable head, by one thread at a time
   * @param clock tells how long a force takes
   */
  GroupCommit(Tip start, Consumer<Head> publish, Clock clock) {
    this.tip = start;
    this.forced = start;
    this.publish = publish;
    this.clock = clock;
  }

  /** Takes note of an append; for the appending thread. */
  void appended(Tip next) {
    tip = next;
  }

  Forces forces() {
    return forces;
  }

  long durableSize() {
    return forced.head().size();
  }

  /** How much was appended to the last segment and is not forced; for the appending thread. */
  int unforcedBytes() {
    Tip target = tip;
    return target.end() - startOfUnforced(target, forced);
  }

  private static int startOfUnforced(Tip target, Tip done) {
    return target.segment() == done.segment() ? done.end() : 0;
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
            + (cause instanceof Error ? cause : cause.getMessage())
            + (full ? "; free some space," : ";")
            + " close the database and open it again, which keeps all that was acknowledged",
        cause);
  }

  /**
   * Returns when the first events are on disk.
   *
   * @param size how many events; {@link #NOT_APPENDED} as long as another thread has them to
   *     append, which must then come here as well, or {@link #passOn()}
   */
  void await(LongSupplier size) {
    try {
      if (durableSize() < size.getAsLong()) {
        awaitForce(size);
      }
    } finally {
      passOn();
    }
  }

  private void awaitForce(LongSupplier size) {
    Waiter me = new Waiter(size);
    waiters.add(me);
    company.enter();
    boolean interrupted = false;
    try {
      while (durableSize() < size.getAsLong()) {
        throwIfFailed();
        proceed(me);
        interrupted |= Thread.interrupted(); // a force can't be half-heartedly undone
      }
    } finally {
      leave(me);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Forces, or waits for others, or until somebody has forced. */
  private void proceed(Waiter me) {
    boolean isAppended = me.size.getAsLong() != NOT_APPENDED;
    if (!isAppended || forcing.get()) {
      LockSupport.park(this);
    } else if (me.inVain || company.isComplete()) {
      if (forcing.compareAndSet(false, true)) {
        forceAndRelease(me.inVain);
      }
    } else if (gathering.compareAndSet(false, true)) {
      gather(me);
    } else {
      LockSupport.park(this);
    }
  }

  private void gather(Waiter me) {
    long patience = company.patienceNanos();
    long from = clock.nanos();
    long waited = 0;
    while (waited >= 0 && waited < patience && isIncomplete(me)) { // a clock may step back
      LockSupport.parkNanos(this, patience - waited);
      waited = clock.nanos() - from;
    }
    me.inVain = isIncomplete(me);
    gathering.set(false);
  }

  private boolean isIncomplete(Waiter me) {
    return !company.isComplete()
        && !forcing.get()
        && durableSize() < me.size.getAsLong()
        && failure == null
        && !Thread.currentThread().isInterrupted();
  }

  /** Whether this was who let a waiter go. */
  private boolean leave(Waiter waiter) {
    boolean isFirst = waiter.isGone.compareAndSet(false, true);
    if (isFirst) {
      company.leave();
      waiters.remove(waiter);
    }
    return isFirst;
  }

  private void throwIfFailed() {
    EwigException failed = failed();
    if (failed != null) {
      throw failed;
    }
  }

  /** Forces what there is; for whoever has set {@link #forcing}. */
  private void forceAndRelease(boolean inVain) {
    long from = clock.nanos();
    Waiter[] waiting = {};
    int served = 0;
    try {
      forceOrFail();
      waiting = waiters.toArray(waiting); // memory that is full is met before anybody is let go
      served = letGo(waiting);
      company.forced(served, inVain, clock.nanos() - from);
    } finally {
      forcing.set(false);
      passOn(); // the disk may go on while others are woken
    }
    Thread me = Thread.currentThread();
    for (int i = 0; i < served; i++) {
      if (waiting[i].thread != me) {
        LockSupport.unpark(waiting[i].thread);
      }
    }
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

  /** Lets those go whose events are on disk, and puts them first; how many. */
  private int letGo(Waiter[] waiting) {
    long durable = durableSize();
    int served = 0;
    for (Waiter waiter : waiting) {
      if (waiter.size.getAsLong() <= durable && leave(waiter)) {
        waiting[served++] = waiter;
      }
    }
    return served;
  }

  /** If nobody does anything for those who are left, wakes the first who can. */
  void passOn() {
    if (waiters.isEmpty() || forcing.get() || gathering.get()) {
      return;
    }
    for (Waiter waiter : waiters) {
      if (waiter.size.getAsLong() != NOT_APPENDED) {
        LockSupport.unpark(waiter.thread);
        return;
      }
    }
  }

  private void forceTip() throws IOException {
    Tip target = tip;
    Tip done = forced;
    if (target.equals(done) || failure != null) {
      return;
    }
    int from = startOfUnforced(target, done);
    long start = clock.nanos();
    target.segment().map().force(from, target.end() - (long) from);
    forces = forces.and(Math.max(0, clock.nanos() - start)); // a clock may step back
    publish.accept(target.head()); // first: who finds that all is forced may look at once
    forced = target;
  }

  /** Forces everything appended so far; for the appending thread, when it needs the file whole. */
  void forceNow() {
    while (!forcing.compareAndSet(false, true)) {
      LockSupport.parkNanos(this, NAP_NANOS);
    }
    forceAndRelease(false);
    throwIfFailed();
  }

  /** Refuses if events are not on disk by now, when nobody forces any more. */
  void requireForced(long size) {
    if (durableSize() < size) {
      throwIfFailed();
      throw ReadGuard.closed();
    }
  }

  /** Forces what there is, if anything; a failure is told to whoever writes next. */
  void forceQuietly() {
    if (failure == null && forcing.compareAndSet(false, true)) {
      forceAndRelease(false);
    }
  }
}
