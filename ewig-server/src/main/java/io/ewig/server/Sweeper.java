package io.ewig.server;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does now and then what nobody asks for, one thing after another. What fails is named in the log
 * and done again when its time comes: a disk that is full today must not have sessions stay for
 * ever.
 */
final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread made = new Thread(task, "ewig-sessions");
            made.setDaemon(true);
            return made;
          },
          new ThreadPoolExecutor.DiscardPolicy()); // a server that stops ends all of it

  /**
   * @param millis between two times
   */
  void every(long millis, Runnable step) {
    var unused =
        thread.scheduleWithFixedDelay(() -> attempt(step), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Without having anybody wait for it. */
  void soon(Runnable step) {
    thread.execute(() -> attempt(step));
  }

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) { // an executor drops for good what throws
      LOG.error("what the server does now and then failed; it will be tried again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
