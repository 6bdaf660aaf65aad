package io.ewig.engine.internal.journal;

import io.ewig.engine.internal.segment.ReadGuard;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Forces beside the appending what nobody waits for, a piece at a time. A segment has to be on disk
 * before the next one begins: without this, whoever comes to its end would write all of it.
 */
final class EarlyForce {

  /** Less is left alone: so much is on disk in some milliseconds. */
  private static final int PIECE_BYTES = 4 << 20;

  private final GroupCommit commits;
  private final ReadGuard writing;
  private final Executor background;
  private final AtomicBoolean isComing = new AtomicBoolean();

  /**
   * @param writing holds off the end of the log
   */
  EarlyForce(GroupCommit commits, ReadGuard writing, Executor background) {
    this.commits = commits;
    this.writing = writing;
    this.background = background;
  }

  /** Takes note of an append; for the appending thread. */
  void appended() {
    if (commits.unforcedBytes() >= PIECE_BYTES && isComing.compareAndSet(false, true)) {
      background.execute(this::force);
    }
  }

  /** Forces what there is, if the log is open. */
  void force() {
    isComing.set(false);
    int ticket = writing.tryEnter();
    if (ticket == ReadGuard.TURNED_AWAY) {
      return; // the end of the log has forced it
    }
    try {
      commits.forceQuietly();
    } finally {
      writing.leave(ticket);
    }
  }
}
