package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The atomic unit: one or more events of one origin, all or nothing after a crash.
 *
 * <ul>
 *   <li>its events have consecutive seqs, origin seqs and hybrid times, and one system time;
 *   <li>each event's parent is the one before it; the first one's is whatever its origin did last;
 *   <li>its id is that of its first event.
 * </ul>
 */
public record Commit(CommitInfo info, List<Event> events) {

  /** A commit is held in memory while it is written. */
  public static final int EVENTS_MAX = 1 << 20;

  /** Payload bytes beside the events; blobs do not count. */
  public static final long BYTES_MAX = 256L << 20;

  public Commit {
    if (events.isEmpty() || events.size() > EVENTS_MAX) {
      throw new UserException(
          ErrorCode.COMMIT_TOO_LARGE,
          "a commit has 1 to " + EVENTS_MAX + " events, not " + events.size());
    }
    events = List.copyOf(events);
    long bytes = 0;
    Event previous = events.get(0);
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      bytes += event.payload() instanceof Payload.Inline inline ? inline.size() : 0;
      if (i > 0 && !follows(event, previous)) {
        throw new UserException(
            ErrorCode.MALFORMED_COMMIT,
            "event " + event.id() + " does not follow " + previous.id() + " in its commit");
      }
      previous = event;
    }
    if (bytes > BYTES_MAX) {
      throw new UserException(
          ErrorCode.COMMIT_TOO_LARGE,
          "a commit holds at most " + BYTES_MAX + " bytes of payload, not " + bytes);
    }
  }

  private static boolean follows(Event event, Event previous) {
    return event.seq() == previous.seq() + 1
        && event.systemNanos() == previous.systemNanos()
        && event.originSeq() == previous.originSeq() + 1
        && event.hlc() == previous.hlc() + 1
        && event.origin().equals(previous.origin())
        && event.parent().equals(previous.hash());
  }

  /** The same commit with the payloads of some events erased; hashes stay. */
  public Commit erase(Set<Long> seqs) {
    return new Commit(
        info,
        events.stream().map(event -> seqs.contains(event.seq()) ? event.erased() : event).toList());
  }

  /** The same commit without the payloads of some events, which are kept elsewhere; hashes stay. */
  public Commit withhold(Predicate<Event> which) {
    return events.stream().noneMatch(event -> event.payload().isHere() && which.test(event))
        ? this
        : new Commit(
            info,
            events.stream().map(event -> which.test(event) ? event.withheld() : event).toList());
  }

  /** Whether an event on a line is one of those that matter. */
  @FunctionalInterface
  public interface Choice {
    boolean takes(Branch line, World world, EventType type);
  }

  /** The first of some events whose payload was withheld. */
  public Optional<Event> firstMissing(Choice among) {
    for (int i = 0; i < events.size(); i++) { // asked of every commit that comes
      Event event = events.get(i);
      if (event.payload() instanceof Payload.Withheld
          && among.takes(info.branch(), event.world(), event.type())) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  /**
   * The same commit with payloads that were withheld so far; hashes stay.
   *
   * @param payloads by seq, each with the commitment that was here
   */
  public Commit fill(Map<Long, Payload> payloads) {
    return new Commit(
        info,
        events.stream()
            .map(
                event -> {
                  Payload payload = payloads.get(event.seq());
                  return payload == null ? event : event.with(payload);
                })
            .toList());
  }

  /** Where a commit stands: what its events need to know beyond themselves. */
  public record Place(
      long firstSeq, long systemNanos, Origin origin, long originSeq, long hlc, Hash parent) {}

  /** Gives facts their place in history: computes ids and hashes. */
  public static Commit seal(CommitInfo info, Place place, List<Fact> facts) {
    Event[] events = new Event[facts.size()];
    Hash parent = place.parent();
    ValidPeriod sinceThen = ValidPeriod.from(SystemNanos.toInstant(place.systemNanos()));
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      ValidPeriod valid = fact.valid() == null ? sinceThen : fact.valid();
      EventHash.Facts content =
          new EventHash.Facts(
              parent,
              place.origin(),
              place.originSeq() + i,
              place.hlc() + i,
              valid,
              fact.commitment(),
              fact.type(),
              fact.world());
      Hash hash = i == 0 ? EventHash.first(content, info, facts.size()) : EventHash.later(content);
      events[i] =
          new Event(
              place.firstSeq() + i,
              place.systemNanos(),
              hash,
              parent,
              place.origin(),
              content.originSeq(),
              content.hlc(),
              valid,
              fact.world(),
              fact.type(),
              fact.payload());
      parent = hash;
    }
    return new Commit(info, List.of(events));
  }

  /**
   * An event's own content, with its payload's commitment computed beforehand (outside of any
   * lock).
   *
   * @param valid null: from the commit on
   */
  public record Fact(
      World world, EventType type, @Nullable ValidPeriod valid, Payload payload, Hash commitment) {

    /** What is to be recorded, with the payload in the form in which it is kept. */
    public static Fact of(EventDraft draft, Payload payload) {
      return new Fact(draft.world(), draft.type(), draft.valid(), payload, payload.commitment());
    }
  }

  /** The same commit at another place of a log, recorded at another time. */
  public Commit placed(long firstSeq, long systemNanos) {
    List<Event> moved = new ArrayList<>(events.size());
    for (Event event : events) {
      moved.add(event.placed(firstSeq + moved.size(), systemNanos));
    }
    return new Commit(info, moved);
  }

  /** The same commit with the signature of who made it; hashes stay. */
  public Commit sealed(String seal) {
    return new Commit(info.withSeal(seal), events);
  }

  public EventId id() {
    return first().id();
  }

  public Event first() {
    return events.get(0);
  }

  public Event last() {
    return events.get(events.size() - 1);
  }

  public long firstSeq() {
    return first().seq();
  }

  public long systemNanos() {
    return first().systemNanos();
  }

  /** The seq after the last event. */
  public long endSeq() {
    return last().seq() + 1;
  }

  /** Recomputes the hash of the event at an index, payload commitment included. */
  public Hash rehash(int index) {
    EventHash.Facts facts = EventHash.Facts.of(events.get(index));
    return index == 0 ? EventHash.first(facts, info, events.size()) : EventHash.later(facts);
  }
}
