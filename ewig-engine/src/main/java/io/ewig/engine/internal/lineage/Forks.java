package io.ewig.engine.internal.lineage;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where lines leave others in a log that has what lay elsewhere when they did; any thread. */
record Forks(EventLog log) {

  /** Where a line starts: if nothing is said of what it held, only one origin had written. */
  Refs.Start start(At at, Commit commit, Line from, long beforeSeq) {
    if (at.held().isEmpty()) {
      Event last = commit.last();
      return new Refs.Start(
          from, commit.endSeq(), VersionVector.EMPTY.with(last.origin(), last.originSeq()));
    }
    return new Refs.Start(from, endOf(at.held(), commit.endSeq(), beforeSeq), at.held());
  }

  /** The end of the last commit before a seq, and behind another, that was held; or that other. */
  private long endOf(VersionVector held, long least, long beforeSeq) {
    try (EventCursor events = newestFirst(least, beforeSeq)) {
      while (events.next()) {
        Event event = events.event();
        if (held.knows(event.origin(), event.originSeq())) {
          return log.commitOf(event.seq()).endSeq();
        }
      }
    }
    return least;
  }

  private EventCursor newestFirst(long from, long before) {
    if (before > log.head().size()) { // appended, but not yet for everybody to see
      log.awaitDurable(log.appended().size());
    }
    return log.scan(Scan.all().from(from).before(before).newestFirst());
  }

  /**
   * What a line's lineage shows although it did not start with it, newest first.
   *
   * @param here how far the log had got with each origin
   * @param beforeSeq where that was
   */
  List<Event> strangers(
      Line line, Refs refs, Map<Origin, Long> here, long beforeSeq, Acquaintance who) {
    Set<Origin> ahead = new HashSet<>(); // of which there are more events here than it started with
    VersionVector held = line.held();
    here.forEach(
        (origin, seq) -> {
          if (!held.knows(origin, seq)) {
            ahead.add(origin);
          }
        });
    List<Event> strangers = new ArrayList<>();
    if (here.size() < 2 || ahead.isEmpty()) {
      return strangers;
    }
    try (EventCursor events = newestFirst(0, beforeSeq)) {
      while (!ahead.isEmpty() && events.next()) {
        Event event = events.event();
        if (!held.knows(event.origin(), event.originSeq())) {
          Commit commit = log.commitOf(events.commitSeq());
          int on = refs.line(commit, who).map(Line::number).orElse(-1);
          if (on >= 0 && on != Refs.NAMES && event.seq() < line.lineage().limit(on)) {
            strangers.add(event);
          }
          if (held.knows(event.origin(), event.originSeq() - 1)) {
            ahead.remove(event.origin());
          }
        }
      }
    }
    return strangers;
  }
}
