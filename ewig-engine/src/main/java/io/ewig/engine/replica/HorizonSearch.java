package io.ewig.engine.replica;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.merge.paused.PausedMerge;
import io.ewig.engine.replica.Horizon.Holder;
import io.ewig.engine.replica.Horizon.KnownReplica;
import io.ewig.engine.session.Database;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out how much of a history can be folded; one thread.
 *
 * <p>What is folded is what the log holds before some seq, and these events have to be
 *
 * <ul>
 *   <li>known to every replica that is known here, each of which may still write: by what it said
 *       when it was met, if all is here that it had written by then, or by what its own commits say
 *       that it had seen;
 *   <li>seen by whoever made the events behind them which are here already;
 *   <li>such that who starts from one of them, tags or merges it behind them does so with the last
 *       one of its line.
 * </ul>
 */
final class HorizonSearch {

  private final Origin self;
  private final Database database;
  private final State state;
  private final EventLog log;
  private final DurablePart here;
  private final Acknowledged acknowledged;
  private final List<Holder> holders = new ArrayList<>();

  HorizonSearch(Origin self, Database database, Acknowledged acknowledged) {
    this.self = self;
    this.database = database;
    this.state = database.state();
    this.log = database.log();
    this.here = DurablePart.of(database);
    this.acknowledged = acknowledged;
  }

  Horizon find() {
    state.catchUp(here.size());
    Map<Origin, Long> known = new HashMap<>(here.version().seqs());
    for (Origin origin : replicas()) {
      VersionVector has = knownTo(origin);
      known.replaceAll((other, seq) -> Math.min(seq, has.get(other)));
      long size = firstBeyond(has.seqs(), here.size());
      if (size < here.size()) {
        holders.add(Holder.of(origin, size));
      }
    }
    long size = firstBeyond(known, here.size());
    size = Math.min(size, pausedMerges());
    long before;
    do {
      before = size;
      size = startedFromByAllBehind(seenByAllBehind(known, size));
    } while (size < before);
    holders.removeIf(holder -> holder.size() > Math.max(0, here.size() - 1));
    holders.sort(Comparator.comparingLong(Holder::size));
    return new Horizon(
        size,
        SystemNanos.toInstant(log.headAt(size).systemNanos()),
        versionAt(size),
        known(),
        holders);
  }

  /** What each other replica has of what is here. */
  private List<KnownReplica> known() {
    Set<Origin> waitedFor = replicas();
    List<KnownReplica> known = new ArrayList<>();
    for (Origin origin : all()) {
      long events = knownTo(origin).common(here.version()).events();
      known.add(new KnownReplica(origin, events, !waitedFor.contains(origin)));
    }
    return known;
  }

  /** All others that wrote or were met. */
  private Set<Origin> all() {
    Set<Origin> origins = new TreeSet<>(here.version().seqs().keySet());
    origins.addAll(acknowledged.versions().keySet());
    origins.remove(self);
    return origins;
  }

  /** All others that may write something: who wrote, or was met, and is not retired. */
  private Set<Origin> replicas() {
    Set<Origin> origins = all();
    origins.removeIf(origin -> acknowledged.retired().contains(origin) && isWhole(origin));
    return origins;
  }

  /** Whether all is here that somebody has said to have of an origin. */
  private boolean isWhole(Origin origin) {
    long here = this.here.version().get(origin);
    return acknowledged.versions().values().stream().allMatch(said -> said.get(origin) <= here);
  }

  /** What a replica has for sure, by all that it will write from now on. */
  private VersionVector knownTo(Origin origin) {
    VersionVector seen = state.seenBy(origin).with(origin, here.version().get(origin));
    VersionVector said = acknowledged.versions().getOrDefault(origin, VersionVector.EMPTY);
    boolean isAllHere = here.version().knows(origin, said.get(origin));
    return isAllHere ? seen.merge(said) : seen;
  }

  /** The first seq of the first commit that goes beyond a version. */
  private long firstBeyond(Map<Origin, Long> version, long size) {
    long first = size;
    TreeMap<Origin, Long> wanted = new TreeMap<>(); // the first event beyond it, of each origin
    here.version()
        .seqs()
        .forEach(
            (origin, seq) -> {
              long known = version.getOrDefault(origin, 0L);
              if (known < seq) {
                wanted.put(origin, known + 1);
              }
            });
    if (wanted.isEmpty()) {
      return size;
    }
    try (EventCursor events = log.scan(Scan.all().before(size).newestFirst())) {
      while (!wanted.isEmpty() && events.next()) {
        Event event = events.event();
        Long from = wanted.get(event.origin());
        if (from != null && event.originSeq() >= from) {
          first = Math.min(first, events.commitSeq());
          wanted.remove(event.origin(), event.originSeq());
        }
      }
    }
    return first;
  }

  /** Where the first merge that waits was begun. */
  private long pausedMerges() {
    long least = here.size();
    for (PausedMerge merge : database.paused().open()) {
      long size = log.sizeAt(SystemNanos.of(merge.since()) - 1);
      holders.add(Holder.of(size, "merge " + merge.id() + " waits; settle or abort it"));
      least = Math.min(least, size);
    }
    return least;
  }

  /** Goes down until what starts from, tags or merges a commit below does so with the last one. */
  private long startedFromByAllBehind(long size) {
    long now = size;
    boolean isLower = true;
    while (isLower) {
      long lower = now;
      VersionVector had = versionAt(now);
      try (EventCursor events = log.scan(Scan.all().from(now).before(here.size()))) {
        while (events.next()) {
          Event event = events.event();
          At at = named(event).orElse(null);
          if (at != null && !isHad(at, now, had)) {
            long start = endOf(at);
            if (start > 0 && start < lower) {
              holders.add(Holder.of(start, "event " + event.id() + " goes back to that moment"));
              lower = start;
            }
          }
        }
      }
      isLower = lower < now;
      now = lower;
    }
    return now;
  }

  /** The commit that a change of a name, or a merge, is about. */
  private static Optional<At> named(Event event) {
    boolean isOne = event.world().equals(RefChange.WORLD) || event.world().equals(Merge.WORLD);
    if (!isOne || !(event.payload() instanceof Payload.Inline inline)) {
      return Optional.empty();
    }
    try {
      return Json.parse(inline.bytes()) instanceof JsonObject said
          ? At.of(said.get("at"))
          : Optional.empty();
    } catch (UserException senseless) { // here as everywhere
      return Optional.empty();
    }
  }

  /** Whether a commit lies behind a seq, or is the last of its line before it. */
  private boolean isHad(At at, long size, VersionVector had) {
    long end = endOf(at);
    if (end > size || end == 0) {
      return true;
    } else if (!at.held().isEmpty()) {
      return at.held().contains(had);
    }
    int line = state.refs().line(at.line()).map(Line::number).orElse(Refs.MAIN);
    byte[] commits = Space.COMMITS.key(Space.ofLine(line));
    return 1 + state.source(Lineage.of(line), size).newestSeq(commits) == end;
  }

  /** Where a commit ends, or 0 if it is not here. */
  private long endOf(At at) {
    OptionalLong seq = log.find(at.hash());
    if (seq.isPresent()) {
      return log.commitOf(seq.getAsLong()).endSeq();
    }
    return state
        .inception()
        .find(at.line(), at.hash(), at.held())
        .map(place -> place.milestone() + 1L)
        .orElse(0L);
  }

  /** Goes down until whoever made an event behind had seen all that lies below. */
  private long seenByAllBehind(Map<Origin, Long> known, long size) {
    long now = size;
    boolean isLower = true;
    while (isLower) {
      for (Event first : firstBehind(now).values()) {
        VersionVector had =
            state
                .seenBy(first.origin(), first.originSeq())
                .with(first.origin(), first.originSeq() - 1);
        known.replaceAll((other, seq) -> Math.min(seq, had.get(other)));
      }
      long lower = Math.min(now, firstBeyond(known, now));
      isLower = lower < now;
      if (isLower) {
        holders.add(
            Holder.of(
                lower, "what was written then and after it was written apart, and has met since"));
      }
      now = lower;
    }
    return now;
  }

  /** The first event that each other origin has behind a seq, of those that change anything. */
  private Map<Origin, Event> firstBehind(long size) {
    Map<Origin, Event> first = new TreeMap<>();
    try (EventCursor events = log.scan(Scan.all().from(size).before(here.size()))) {
      while (events.next()) {
        Event event = events.event();
        if (!event.origin().equals(self) && !event.world().equals(Inception.WORLD)) {
          first.putIfAbsent(event.origin(), event);
        }
      }
    }
    return first;
  }

  private VersionVector versionAt(long size) {
    Map<Origin, Long> seqs = new HashMap<>(here.version().seqs());
    try (EventCursor events = log.scan(Scan.all().from(size).before(here.size()).newestFirst())) {
      while (events.next()) {
        seqs.put(events.event().origin(), events.event().originSeq() - 1);
      }
    }
    return VersionVector.of(seqs);
  }
}
