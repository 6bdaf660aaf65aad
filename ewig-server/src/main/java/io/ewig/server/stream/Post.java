package io.ewig.server.stream;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that one thread at a time sees to. Who is at one piece of it for too long is relieved:
 * he ends that piece, and another thread goes on with the rest.
 */
final class Post {

  private static final Logger LOG = LoggerFactory.getLogger(Post.class);

  private final Executor threads;
  private final Work work;
  private @Nullable Shift present; // guarded by this; null: nobody is here

  Post(Executor threads, Work work) {
    this.threads = threads;
    this.work = work;
  }

  /** What is to be done. */
  @FunctionalInterface
  interface Work {

    /**
     * Does some of it; what may take long is done between {@link Shift#begin} and {@link
     * Shift#end}.
     *
     * @return false once the thread has left, or was relieved
     */
    boolean step(Shift shift) throws IOException;
  }

  /** From when a thread comes until it leaves, or is relieved. */
  final class Shift {
    private volatile long since; // when what may take long began; 0: there is nothing such
    private volatile @Nullable Thread waiting;

    void begin(long now) {
      since = Math.max(1, now);
    }

    /** Whether the thread is still the one that sees to it. */
    boolean end() {
      synchronized (Post.this) {
        since = 0;
        return present == this;
      }
    }

    /**
     * Waits for {@link #fill} as long as there is nothing to do, and leaves after a while.
     *
     * @return whether the thread has left
     */
    boolean waitOrLeave(BooleanSupplier nothingToDo, long nanos) {
      waiting = Thread.currentThread(); // before the look: whoever brings work sees it, or is seen
      if (nothingToDo.getAsBoolean()) {
        LockSupport.parkNanos(Post.this, nanos);
      }
      waiting = null;
      return leaveIf(nothingToDo);
    }

    /** Leaves, if that is so while nobody comes. */
    boolean leaveIf(BooleanSupplier nothingToDo) {
      synchronized (Post.this) {
        if (present != this || !nothingToDo.getAsBoolean()) {
          return false;
        }
        present = null;
        return true;
      }
    }
  }

  /** Has a thread see to it, if none does; whether none did. */
  boolean fill() {
    Thread waiting;
    synchronized (this) {
      if (present == null) {
        begin();
        return true;
      }
      waiting = present.waiting;
    }
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
    return false;
  }

  synchronized boolean isEmpty() {
    return present == null;
  }

  /**
   * Relieves who has been at the same piece for too long.
   *
   * @return whether anybody is at one
   */
  synchronized boolean relieve(long now, long patienceNanos) {
    long since = present == null ? 0 : present.since;
    if (since != 0 && now - since >= patienceNanos) {
      begin();
    }
    return since != 0;
  }

  /** Another thread comes, and waits for this lock first. */
  private void begin() {
    Shift before = present;
    Shift next = new Shift();
    present = next; // first: a pool that fails to begin a thread now does it with another one later
    try {
      threads.execute(() -> stand(next));
    } catch (RejectedExecutionException e) {
      present = before;
      LOG.debug("nobody comes any more", e); // the server has stopped
    }
  }

  private void stand(Shift shift) {
    boolean isWhole = false;
    try {
      boolean goesOn = shift.end(); // begins when whoever has called this thread is done with it
      while (goesOn) {
        goesOn = work.step(shift);
      }
      isWhole = true;
    } catch (IOException e) {
      LOG.error("a loop stumbles", e);
    } finally {
      if (!isWhole) {
        replace(shift);
      }
    }
  }

  /** Somebody else goes on where one fell. */
  private synchronized void replace(Shift fallen) {
    if (present == fallen) {
      begin();
    }
  }
}
