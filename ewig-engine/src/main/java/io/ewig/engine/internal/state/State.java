package io.ewig.engine.internal.state;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.internal.version.Versions;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.Reducers;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log adds up to: names of branches, and the index of all versions of all keys.
 *
 * <ul>
 *   <li>derived: whatever it keeps can be deleted, and comes back from the log;
 *   <li>follows the log in order, but not at once: whoever needs it up to some seq brings it there;
 *   <li>one thread at a time brings it forward, any number read what is there already.
 * </ul>
 */
public final class State implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(State.class);

  /** So many events may wait before whoever appends takes them in. */
  private static final long WAITING_EVENTS_MAX = 1 << 16;

  private final EventLog log;
  private final ContentStore store;
  private final Versions versions;
  private final Refs refs = new Refs();
  private final Catalogs catalogs = new Catalogs();
  private final Effects effects;
  private final Object turn = new Object();
  private final ConcurrentLinkedQueue<Commit> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingEvents = new AtomicLong();
  private Head applied; // guarded by turn

  /**
   * @param versions where they were left; must belong to the log
   */
  public State(EventLog log, ContentStore store, Reducers reducers, Versions versions) {
    this.log = log;
    this.store = store;
    this.versions = versions;
    this.effects = new Effects(store, reducers, catalogs);
    this.applied = log.headAt(versions.applied());
    replayNames(versions.applied());
  }

  /** Names are few: they are kept in memory, and read anew when a database is opened. */
  private void replayNames(long size) {
    Source names = source(Lineage.of(Refs.NAMES), size);
    for (long seq : names.seqs(Space.EVENTS.key(Space.idOf(RefChange.WORLD)))) {
      Event event = log.get(seq);
      name(event);
    }
  }

  /** Takes note of a commit that was just appended; for the appending thread. */
  public void appended(Commit commit) {
    waiting.add(commit);
    if (waitingEvents.addAndGet(commit.events().size()) > WAITING_EVENTS_MAX) {
      catchUp(commit.endSeq());
    }
  }

  /**
   * Brings the state to where it has all events before a seq.
   *
   * @param size at most {@code log.head().size()}, or what {@link #appended} was told of
   */
  public void catchUp(long size) {
    if (versions.applied() >= size) {
      return;
    }
    synchronized (turn) {
      while (applied.size() < size) {
        apply(nextCommit());
      }
    }
  }

  private Commit nextCommit() {
    Commit next = waiting.peek();
    if (next == null || next.firstSeq() > applied.size()) {
      return log.commitOf(applied.size());
    }
    waiting.poll();
    waitingEvents.addAndGet(-next.events().size());
    return next.firstSeq() < applied.size() ? nextCommit() : next;
  }

  private void apply(Commit commit) {
    Line line = refs.lineOrNew(commit.info().branch(), commit.firstSeq(), commit.systemNanos());
    effects.of(commit, line.number(), source(line.lineage(), Long.MAX_VALUE), this::put);
    for (Event event : commit.events()) {
      if (event.world().equals(RefChange.WORLD)) {
        name(event);
      }
    }
    applied = applied.after(commit);
    versions.advance(applied.size(), applied.chain());
  }

  private void put(Event event, int line, byte[] key, long from, long to, byte[] value) {
    versions.put(key, new Version(line, event.seq(), event.systemNanos(), from, to, value));
  }

  private void name(Event event) {
    try {
      byte[] payload = ((Payload.Inline) event.payload()).bytes();
      RefChange change = RefChange.parse(event.type(), payload);
      if (!refs.apply(event.seq(), event.systemNanos(), change, this::endOf)) {
        LOG.warn("event {} does not fit: {}", event.id(), change);
      }
    } catch (UserException | CorruptionException | ClassCastException e) {
      LOG.warn("event {} of type {} names nothing: {}", event.id(), event.type(), e.getMessage());
    }
  }

  private long endOf(At at) {
    OptionalLong seq = log.find(at.hash());
    return seq.isPresent() ? log.commitOf(seq.getAsLong()).endSeq() : -1;
  }

  public Refs refs() {
    return refs;
  }

  Versions versions() {
    return versions;
  }

  Catalogs catalogs() {
    return catalogs;
  }

  EventLog log() {
    return log;
  }

  ContentStore store() {
    return store;
  }

  /** What a lineage held before a seq; the state must have got there. */
  Source source(Lineage lineage, long beforeSeq) {
    return new IndexSource(versions, lineage, beforeSeq);
  }

  @Override
  public void close() {
    versions.close();
  }
}
