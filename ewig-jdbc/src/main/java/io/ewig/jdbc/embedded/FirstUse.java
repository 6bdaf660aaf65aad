package io.ewig.jdbc.embedded;

import io.ewig.calcite.SqlDatabase;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The first database that a JVM opens: beside it another thread gets SQL ready, so that the first
 * statement does not have to wait for both. That thread has ended when the database is open.
 */
final class FirstUse {

  private static final AtomicBoolean IS_OVER = new AtomicBoolean();

  private FirstUse() {}

  static <T> T beside(Supplier<T> opening) {
    if (IS_OVER.getAndSet(true)) {
      return opening.get();
    }
    FutureTask<Void> preloading = new FutureTask<>(SqlDatabase::preload, null);
    Thread thread = new Thread(preloading, "ewig-first-use");
    thread.setDaemon(true);
    thread.start();
    try {
      return opening.get();
    } finally {
      await(preloading);
    }
  }

  private static void await(FutureTask<Void> task) {
    boolean isInterrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (InterruptedException e) {
        isInterrupted = true; // somebody else has to know, but this has to be over first
      } catch (ExecutionException e) {
        throw new IllegalStateException("SQL could not be made ready", e.getCause());
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
