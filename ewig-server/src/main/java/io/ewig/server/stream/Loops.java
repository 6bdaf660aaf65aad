package io.ewig.server.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loops of a server, and the thread that has another one lead where one is held up; it sleeps
 * while nothing happens.
 */
final class Loops implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

  /** Nobody is kept waiting for somebody else's statement for much longer. */
  private static final long PATIENCE_NANOS = 5_000_000;

  private static final long LOOK_NANOS = 2_500_000;

  /** So many looks at loops that do nothing, and there is none until one does something. */
  private static final int LOOKS_IN_VAIN_MAX = 40;

  private final List<Loop> loops = new ArrayList<>();
  private final AtomicLong joined = new AtomicLong();
  private final long lingerNanos;
  private final LongSupplier nanos;
  private final Thread watcher = new Thread(this::look, "ewig-loops");
  private volatile boolean isAsleep;
  private volatile boolean isClosed;

  /**
   * @param threads one leads each loop that has clients; others do what takes long
   */
  Loops(StreamLimits limits, Executor threads, LongSupplier nanos) throws IOException {
    this.lingerNanos = limits.linger().toNanos();
    this.nanos = nanos;
    for (int i = 0; i < limits.loops(); i++) {
      loops.add(new Loop(this, threads));
    }
    watcher.setDaemon(true);
  }

  /** By turns. */
  Loop next() {
    long number = joined.getAndIncrement();
    if (number == 0) {
      watcher.start();
    }
    return loops.get((int) (number % loops.size()));
  }

  long lingerNanos() {
    return lingerNanos;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  boolean isClosed() {
    return isClosed;
  }

  /** A thread that leads is at something from now on. */
  void watch() {
    if (isAsleep) {
      LockSupport.unpark(watcher);
    }
  }

  private void look() {
    int inVain = 0;
    while (!isClosed) {
      isAsleep = inVain >= LOOKS_IN_VAIN_MAX;
      boolean isAny = relieveOrSay(); // after that word: whoever begins sees it, or is seen
      inVain = isAny ? 0 : inVain + 1;
      if (isAsleep && !isAny) {
        LockSupport.park(this);
        inVain = 0;
      } else {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }
  }

  /** Nobody else looks: who was held up for a moment without memory would be so for ever. */
  private boolean relieveOrSay() {
    try {
      return relieve();
    } catch (RuntimeException | Error e) {
      LOG.error("a look at what holds up others failed; the next one follows", e);
      return true;
    }
  }

  private boolean relieve() {
    long now = nanos.getAsLong();
    boolean isAny = false;
    for (Loop loop : loops) {
      isAny |= loop.relieve(now, PATIENCE_NANOS);
    }
    return isAny;
  }

  /** Whoever is silent is not listened to any more, and whoever comes is served by himself. */
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(watcher);
    loops.forEach(Loop::end);
  }
}
