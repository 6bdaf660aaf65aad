package io.ewig.engine.replica;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks over commits that somebody lacks, each after all that it builds on; holds one at a time.
 *
 * <p>What it walks over was fixed when it was opened. One thread.
 */
public final class CommitCursor {

  private final EventLog log;
  private final VersionVector theirs;
  private final long end;
  private long next;
  private @Nullable Commit commit;

  private CommitCursor(EventLog log, VersionVector theirs, long start, long end) {
    this.log = log;
    this.theirs = theirs;
    this.next = start;
    this.end = end;
  }

  /**
   * @param ours what the log holds before a seq
   */
  static CommitCursor open(EventLog log, VersionVector ours, long end, VersionVector theirs) {
    return new CommitCursor(log, theirs, start(log, ours, end, theirs), end);
  }

  /** Likewise, from a seq on before which there is nothing that they lack. */
  static CommitCursor open(EventLog log, long start, long end, VersionVector theirs) {
    return new CommitCursor(log, theirs, Math.min(start, end), end);
  }

  /** The seq from which on it will look for the next commit. */
  public long position() {
    return next;
  }

  /** Looks back until each origin's first event that they lack was met. */
  private static long start(EventLog log, VersionVector ours, long end, VersionVector theirs) {
    Map<Origin, Long> wanted = new HashMap<>();
    ours.seqs()
        .forEach(
            (origin, seq) -> {
              if (seq > theirs.get(origin)) {
                wanted.put(origin, theirs.get(origin) + 1);
              }
            });
    if (wanted.isEmpty()) {
      return end;
    }
    long start = end;
    try (EventCursor events = log.scan(Scan.all().before(end).newestFirst())) {
      while (!wanted.isEmpty() && events.next()) {
        Event event = events.event();
        Long first = wanted.get(event.origin());
        if (first != null && event.originSeq() >= first) {
          start = events.commitSeq();
          wanted.remove(event.origin(), event.originSeq());
        }
      }
    }
    return start;
  }

  /** Moves to the next commit; false at the end. */
  public boolean next() {
    while (next < end) {
      Commit at = log.commitOf(next);
      next = at.endSeq();
      if (!theirs.knows(at.last().origin(), at.last().originSeq())) {
        commit = at;
        return true;
      }
    }
    return false;
  }

  public Commit commit() {
    return Objects.requireNonNull(commit, "next comes before commit");
  }
}
