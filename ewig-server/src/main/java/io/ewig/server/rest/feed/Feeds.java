package io.ewig.server.rest.feed;

import io.ewig.server.rest.answer.Refused;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Readers that wait for what is recorded next, each with a thread of the server; any thread.
 *
 * <p>There are so many at a time that threads are left for all others, and they end with the
 * server.
 */
public final class Feeds {

  /** Half of the threads that answer requests. */
  public static final int READERS_MAX = 128;

  /** Who waits looks up so often whether the server is being stopped. */
  static final Duration LOOK = Duration.ofMillis(250);

  private final Semaphore places = new Semaphore(READERS_MAX);
  private volatile boolean isStopping;

  /** Takes a place, to be given back. */
  void enter() {
    if (isStopping || !places.tryAcquire()) {
      throw new Refused(
          503,
          "TOO_MANY_READERS",
          "53300",
          READERS_MAX + " readers wait for changes, which is all there may be; try again later");
    }
  }

  void leave() {
    places.release();
  }

  /** How many wait. */
  public int readers() {
    return READERS_MAX - places.availablePermits();
  }

  boolean isStopping() {
    return isStopping;
  }

  /** Ends all, soon. */
  public void stop() {
    isStopping = true;
  }
}
