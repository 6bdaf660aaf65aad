package io.ewig.engine.replica;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks over commits that somebody lacks, each after all that it builds on; holds one at a time.
 *
 * <p>What it walks over was fixed when it was opened. Somebody who wants a part of the history gets
 * each commit without the payloads that are none of it. What is wanted and lacks its payload here
 * is left out, with all that builds on it: who has it whole will give it. One thread.
 */
public final class CommitCursor {

  private final EventLog log;
  private final VersionVector theirs;
  private final Filter wanted;
  private final @Nullable Map<Origin, Long> given; // null: all is whole here
  private final long end;
  private long next;
  private @Nullable Commit commit;
  private @Nullable Commit leftOut;

  private CommitCursor(EventLog log, Asked asked, long start, long end) {
    this.log = log;
    this.theirs = asked.theirs;
    this.wanted = asked.wanted;
    this.given = asked.isPart ? new HashMap<>(asked.theirs.seqs()) : null;
    this.next = start;
    this.end = end;
  }

  /**
   * What is asked for.
   *
   * @param theirs what they have
   * @param wanted what of the rest they want whole
   * @param isPart whether payloads may be missing here
   */
  record Asked(VersionVector theirs, Filter wanted, boolean isPart) {}

  /**
   * @param ours what the log holds before a seq
   */
  static CommitCursor open(EventLog log, VersionVector ours, long end, Asked asked) {
    return new CommitCursor(log, asked, start(log, ours, end, asked.theirs), end);
  }

  /** Likewise, from a seq on before which there is nothing that they lack. */
  static CommitCursor open(EventLog log, long start, long end, Asked asked) {
    return new CommitCursor(log, asked, Math.min(start, end), end);
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
        commit = wanted.of(at);
        if (isWhole(commit)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a commit has all that they want, and so has what it builds on. */
  private boolean isWhole(Commit part) {
    Map<Origin, Long> soFar = given;
    if (soFar == null) {
      return true;
    }
    Event first = part.first();
    boolean buildsOnGiven =
        first.originSeq() <= soFar.getOrDefault(first.origin(), 0L) + 1
            && Seen.in(part.info()).seqs().entrySet().stream()
                .allMatch(seen -> seen.getValue() <= soFar.getOrDefault(seen.getKey(), 0L));
    boolean isMissing = part.firstMissing(wanted::covers).isPresent();
    if (isMissing || !buildsOnGiven) {
      leftOut = leftOut == null && isMissing ? part : leftOut;
      return false;
    }
    soFar.put(first.origin(), part.last().originSeq());
    return true;
  }

  /** The first commit that was left out since payloads of it are not here. */
  public Optional<Commit> leftOut() {
    return Optional.ofNullable(leftOut);
  }

  public Commit commit() {
    return CursorPlace.require(commit, "commit");
  }
}
