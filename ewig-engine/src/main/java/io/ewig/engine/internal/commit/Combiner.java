package io.ewig.engine.internal.commit;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One at a time, in order of arrival: whoever finds nobody at work works for all who wait.
 *
 * <p>A lock would be handed from thread to thread, each of which has to be woken for a few
 * microseconds of work. Here the work goes to the thread that is awake.
 */
final class Combiner {

  /** By then the one at work has most likely got to us, even with a core for two. */
  private static final int YIELDS_MAX = 64;

  private static final long NAP_NANOS = 50_000;

  private final ConcurrentLinkedQueue<Turn<?>> turns = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean working = new AtomicBoolean();

  /** A piece of work that somebody does when it is its turn. */
  static final class Turn<T> {
    private final Supplier<T> work;
    private final Thread owner = Thread.currentThread();
    private @Nullable T result; // published by isDone, like the failure
    private @Nullable Throwable failure;
    private volatile boolean isDone;

    private Turn(Supplier<T> work) {
      this.work = work;
    }

    private void run() {
      try {
        result = work.get();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      isDone = true;
    }

    boolean isDone() {
      return isDone;
    }

    /** What came of it, or null if that is a failure; once it is done. */
    @Nullable T result() {
      return result;
    }

    /** Waits until it is done; what the work threw, this throws. */
    @SuppressWarnings("ThreadPriorityCheck") // right whatever yield does, faster where it works
    T outcome() {
      for (int waits = 0; !isDone; waits++) {
        if (waits < YIELDS_MAX) {
          Thread.yield();
        } else {
          LockSupport.parkNanos(this, NAP_NANOS);
        }
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      if (result == null) {
        throw new IllegalStateException("work that gives nothing");
      }
      return result;
    }
  }

  /** Does a piece of work while nobody else is at any; what it throws, this throws. */
  <T> T run(Supplier<T> work) {
    Turn<T> mine = new Turn<>(work);
    enter(mine, true);
    return mine.outcome();
  }

  /**
   * Sees to it that a piece of work is done: by this thread, with what others have brought
   * meanwhile, or by one that is at work. Who was brought here by this is not woken when their work
   * is done, unless it fails.
   */
  <T> Turn<T> submit(Supplier<T> work) {
    Turn<T> mine = new Turn<>(work);
    enter(mine, false);
    return mine;
  }

  private void enter(Turn<?> mine, boolean wakesOthers) {
    if (turns.isEmpty() && working.compareAndSet(false, true)) {
      mine.run();
      workForAll(wakesOthers);
    } else {
      turns.add(mine);
    }
    while (!turns.isEmpty() && working.compareAndSet(false, true)) {
      workForAll(wakesOthers);
    }
  }

  private void workForAll(boolean wakesOthers) {
    Thread me = Thread.currentThread();
    try {
      for (Turn<?> next = turns.poll(); next != null; next = turns.poll()) {
        next.run();
        if (next.owner != me && (wakesOthers || next.failure != null)) {
          LockSupport.unpark(next.owner);
        }
      }
    } finally {
      working.set(false);
    }
  }
}
