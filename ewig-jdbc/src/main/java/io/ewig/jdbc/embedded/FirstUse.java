package io.ewig.jdbc.embedded;

import io.ewig.calcite.SqlDatabase;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The first database that a JVM opens: beside it another thread gets SQL ready, so that the first
 * statement does not have to wait for both. That thread has ended when the database is open; should
 * it fail, the JVM says so, and the database is open all the same.
 */
final class FirstUse {

  private static final AtomicBoolean IS_OVER = new AtomicBoolean();

  private FirstUse() {}

  static <T> T beside(Supplier<T> opening) {
    if (IS_OVER.getAndSet(true)) {
      return opening.get();
    }
    Thread preloading = new Thread(SqlDatabase::preload, "ewig-first-use");
    preloading.setDaemon(true);
    preloading.start();
    try {
      return opening.get();
    } finally {
      await(preloading);
    }
  }

  private static void await(Thread thread) {
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true; // somebody else has to know, but this has to be over first
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
