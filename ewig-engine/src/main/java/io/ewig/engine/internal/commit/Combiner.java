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

  private final ConcurrentLinkedQueue<Request<?>> requests = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean working = new AtomicBoolean();

  private static final class Request<T> {
    private final Supplier<T> work;
    private @Nullable T result; // published by isDone, like the failure
    private @Nullable Throwable failure;
    private volatile boolean isDone;

    Request(Supplier<T> work) {
      this.work = work;
    }

    void run() {
      try {
        result = work.get();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      isDone = true;
    }

    T outcome() {
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
  @SuppressWarnings("ThreadPriorityCheck") // right whatever yield does, and faster where it works
  <T> T run(Supplier<T> work) {
    Request<T> mine = new Request<>(work);
    requests.add(mine);
    for (int waits = 0; !mine.isDone; waits++) {
      if (working.compareAndSet(false, true)) {
        workForAll();
      } else if (waits < YIELDS_MAX) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, NAP_NANOS);
      }
    }
    return mine.outcome();
  }

  private void workForAll() {
    try {
      for (Request<?> next = requests.poll(); next != null; next = requests.poll()) {
        next.run();
      }
    } finally {
      working.set(false);
    }
  }
}
