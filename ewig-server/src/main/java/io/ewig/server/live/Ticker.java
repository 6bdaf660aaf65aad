package io.ewig.server.live;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes a step now and then as long as there is anything to do, and else sleeps. */
final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final long pauseMillis;
  private final BooleanSupplier step;
  private final Thread thread;
  private boolean isAwake;
  private boolean isClosed;

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
    } catch (RuntimeException e) {
      LOG.error("a step failed", e);
      return true;
    }
  }

  private synchronized boolean awaitTurn() throws InterruptedException {
    while (!isAwake && !isClosed) {
      wait();
    }
    isAwake = false; // whoever wakes it from now on wants another step
    if (!isClosed) {
      wait(pauseMillis);
    }
    return !isClosed;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
