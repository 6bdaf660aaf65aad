package io.ewig.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that nobody waits for: erasures that a disk has stopped, bringing the state forward,
 * runs, checkpoints, warm files.
 *
 * <p>A piece at a time, on a thread that it shares: between two, others get theirs done.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ewig.class);

  private static final long PAUSE_MILLIS = 50;

  /** What fails is told of ever more rarely: a disk may stay full, or damaged, for days. */
  private static final long PAUSE_MILLIS_MAX = 60_000;

  private final BooleanSupplier piece;
  private final ScheduledExecutorService thread;
  private volatile boolean isClosed;
  private long pauseMillis = PAUSE_MILLIS;

  private Upkeep(BooleanSupplier piece, ScheduledExecutorService thread) {
    this.piece = piece;
    this.thread = thread;
  }

  /**
   * @param piece does a piece of the work; whether there was any
   */
  static Upkeep start(BooleanSupplier piece, ScheduledExecutorService thread) {
    Upkeep upkeep = new Upkeep(piece, thread);
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
      isMore = piece.getAsBoolean();
      pauseMillis = PAUSE_MILLIS;
    } catch (RuntimeException e) { // whoever writes meets it as well, and tells its caller
      if (!isClosed) { // else it could not be done because of that
        LOG.warn("what nobody waits for could not be done: {}", e.getMessage());
      }
      pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
    } catch (Error e) { // memory that is full now need not be so next time
      pauseMillis = Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
      LOG.warn("what nobody waits for could not be done", e);
    } finally {
      next(isMore ? 0 : pauseMillis);
    }
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    isClosed = true;
  }
}
