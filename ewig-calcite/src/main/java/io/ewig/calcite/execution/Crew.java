package io.ewig.calcite.execution;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help with statements that have much to do; all databases of a JVM share them. Nobody
 * waits for one: whoever finds none does all of it alone.
 */
public final class Crew {

  /** Whoever asks works as well, so together they are as many as there are processors. */
  private static final int HELPERS_MAX =
      Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private static final int IDLE_SECONDS = 1;

  private static final ThreadPoolExecutor HELPERS =
      new ThreadPoolExecutor(
          0,
          HELPERS_MAX,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "ewig-query");
            thread.setDaemon(true);
            return thread;
          },
          (task, pool) -> ((Task<?>) task).isRefused = true);

  private Crew() {}

  private static final class Task<T> extends FutureTask<T> {
    private boolean isRefused; // set by whoever asks

    Task(Supplier<T> work) {
      super(work::get);
    }
  }

  /** Lets a helper do something; null if none has time. */
  public static <T> @Nullable Help<T> lend(Supplier<T> work) {
    Task<T> task = new Task<>(work);
    HELPERS.execute(task);
    return task.isRefused ? null : new Help<>(task);
  }

  /** What a helper does; whoever asked waits for it. */
  public static final class Help<T> {
    private final FutureTask<T> task;

    private Help(FutureTask<T> task) {
      this.task = task;
    }

    /** What came of it, or what it failed with. */
    public T result() {
      try {
        return settled();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        } else if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw new IllegalStateException("a helper failed", e.getCause());
      }
    }

    /** Waits until it is over, whatever came of it. */
    public void await() {
      try {
        settled();
      } catch (ExecutionException e) {
        return; // whoever wanted to know has asked for the result
      }
    }

    /** Goes on waiting when interrupted: a statement is stopped by cancelling it. */
    private T settled() throws ExecutionException {
      boolean isInterrupted = false;
      try {
        while (true) {
          try {
            return task.get();
          } catch (InterruptedException e) {
            isInterrupted = true;
          }
        }
      } finally {
        if (isInterrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
