package io.ewig.server.session;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who works in a session: one thread at a time, for a request or, between requests, for what the
 * next one will probably want. That gives way to all requests, and they wait for it as long as it
 * takes; for another request they wait a while only.
 */
final class Turns {

  private final Ahead ahead;
  private final Predicate<Forerun> isHeld;
  private final ReentrantLock lock = new ReentrantLock();

  /** What to do when the request that is under way is done. */
  private @Nullable Forerun next;

  /** What is done between requests now. */
  private volatile @Nullable Forerun forerun;

  private volatile boolean isAwaited;

  /**
   * @param isHeld whether something is still needed; asked within a turn
   */
  Turns(Ahead ahead, Predicate<Forerun> isHeld) {
    this.ahead = ahead;
    this.isHeld = isHeld;
  }

  // ---- requests

  /** Begins a turn, or one within the turn that the thread has. */
  void begin() throws SQLException {
    try {
      do {
        if (lock.tryLock(SessionLimits.BUSY.toMillis(), TimeUnit.MILLISECONDS)) {
          isAwaited = false;
          return;
        }
      } while (forerun != null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTransientException(
        "the session is busy with another request; use one connection for each thread", "55006", 0);
  }

  /** Begins one that has to come, however long it takes. */
  void beginLast() {
    lock.lock();
  }

  void end() {
    Forerun after = isWithinAnother() ? null : next;
    if (after != null) {
      next = null;
    }
    lock.unlock();
    if (after != null) {
      ahead.begin(() -> run(after));
    }
  }

  boolean isWithinAnother() {
    return lock.getHoldCount() > 1;
  }

  boolean isTaken() {
    return lock.isLocked();
  }

  /** Waits a moment for what is done now. */
  void awaitRest() {
    try {
      if (lock.tryLock(SessionLimits.LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)) {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- between requests

  /** Does something after this turn, if there is a place for it. */
  void later(Forerun work) {
    next = work;
  }

  private void run(Forerun work) {
    if (!lock.tryLock()) {
      return; // the next request was faster
    }
    forerun = work; // before the look at who waits: whoever comes sees it, or is seen
    try {
      if (!isAwaited && isHeld.test(work)) {
        ahead.note(work.run(() -> isAwaited));
      }
    } finally {
      forerun = null;
      lock.unlock();
    }
  }

  /** Notes that what was done between requests takes so much less. */
  void freed(long bytes) {
    ahead.note(-bytes);
  }

  /** Has what is done now give way, or stop if it is for one of those that are not needed. */
  void makeWay(Collection<Long> dropped) {
    isAwaited = true;
    Forerun now = forerun;
    if (now != null && dropped.contains(now.number())) {
      now.stop();
    }
  }

  void stopAhead() {
    Forerun now = forerun;
    if (now != null) {
      now.stop();
    }
  }
}
