package io.ewig.engine;

import io.ewig.engine.internal.checkpoint.Checkpoints;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that nobody waits for: bringing the state forward, runs, checkpoints.
 *
 * <p>A piece at a time, on a thread that it shares: between two, others get theirs done.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ewig.class);

  private static final long PAUSE_MILLIS = 50;

  private final Checkpoints checkpoints;
  private final ScheduledExecutorService thread;
  private volatile boolean isClosed;

  private Upkeep(Checkpoints checkpoints, ScheduledExecutorService thread) {
    this.checkpoints = checkpoints;
    this.thread = thread;
  }

  static Upkeep start(Checkpoints checkpoints, ScheduledExecutorService thread) {
    Upkeep upkeep = new Upkeep(checkpoints, thread);
    upkeep.next(PAUSE_MILLIS);
    return upkeep;
  }

  private void next(long millis) {
    if (!isClosed) {
      var unused = thread.schedule(this::run, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    boolean isMore = false;
    try {
      isMore = checkpoints.state().step() || checkpoints.step();
    } catch (RuntimeException e) { // whoever writes meets it as well, and tells its caller
      LOG.warn("what is derived from the log could not be tidied: {}", e.getMessage());
    }
    next(isMore ? 0 : PAUSE_MILLIS);
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    isClosed = true;
  }
}
