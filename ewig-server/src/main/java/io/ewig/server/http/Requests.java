package io.ewig.server.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Which requests are under way, until the server is stopped; any thread. */
final class Requests {

  private static final int MANY = Integer.MAX_VALUE;

  private final Semaphore places = new Semaphore(MANY);
  private volatile boolean isFinishing;

  /** Whether one may begin; whoever began has to say when it ended. */
  boolean begin() {
    if (!places.tryAcquire()) {
      return false;
    }
    if (isFinishing) {
      places.release();
      return false;
    }
    return true;
  }

  void end() {
    places.release();
  }

  /** None begins from now on; waits until those under way have ended, or so long. */
  void finish(Duration timeout) {
    isFinishing = true;
    try {
      if (places.tryAcquire(MANY, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        places.release(MANY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // who stops a server in a hurry gets what he wants
    }
  }
}
