package io.ewig.server.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes a step now and then as long as there is anything to do, and else sleeps. */
final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final long pauseMillis;
  private final BooleanSupplier step;
  private final Thread thread;
  private final CountDownLatch isClosed = new CountDownLatch(1);
  private boolean isAwake;

  /**
   * @param step tells whether another one is needed
   */
  Ticker(Duration pause, BooleanSupplier step) {
    this.pauseMillis = Math.max(1, pause.toMillis());
    this.step = step;
    this.thread = LiveSockets.daemon(this::run, "ewig-live");
    thread.start();
  }

  synchronized void wake() {
    isAwake = true;
    notifyAll();
  }

  private void run() {
    try {
      while (awaitTurn()) {
        if (takeStep()) {
          wake();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  private boolean takeStep() {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException | Error e) { // nobody else takes further steps
      LOG.error("a step failed", e);
      return true;
    }
  }

  private boolean awaitTurn() throws InterruptedException {
    synchronized (this) {
      while (!isAwake) {
        wait();
      }
      isAwake = false; // whoever wakes it from now on wants another step
    }
    return !isClosed.await(pauseMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    isClosed.countDown();
    wake();
  }
}
