package io.ewig.engine.internal.journal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes over work which would keep a client from returning to its caller.
 *
 * <p>Started when it is first needed: a database with one client never has it.
 */
final class Relay implements AutoCloseable {

  private final Runnable work;
  private volatile boolean isHanded;
  private volatile boolean isClosed;
  private volatile @Nullable Thread thread;

  Relay(Runnable work) {
    this.work = work;
  }

  /**
   * Has the work done once by the other thread; one caller at a time, and not before it is done.
   */
  void handOver() {
    isHanded = true;
    Thread running = thread;
    if (running == null) {
      thread = start();
    } else {
      LockSupport.unpark(running);
    }
  }

  private Thread start() {
    Thread fresh = new Thread(this::run, "ewig-force");
    fresh.setDaemon(true);
    fresh.start();
    return fresh;
  }

  private void run() {
    while (!isClosed) {
      if (isHanded) {
        isHanded = false;
        work.run();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** Lets the thread end; nothing may be under way. */
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }
}
