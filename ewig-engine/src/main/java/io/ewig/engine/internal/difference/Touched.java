package io.ewig.engine.internal.difference;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.internal.history.HistoryCursor;
import io.ewig.engine.internal.history.RecordedCursor;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.tree.Differences;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.world.ObjectChange;
import io.ewig.engine.world.Reduction;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that commits were about which one of two sights has and the other has not; one thread.
 *
 * <p>A key that no such commit is about has the same versions in both, and so the same value. What
 * commits are about is read from the version index where that is about as long as what was
 * committed, else event by event: from the event, or for one of a world, from what its reducer
 * makes of it.
 */
public final class Touched implements Candidates {

  /** A key takes some hundred bytes here; whoever has more compares by other means. */
  public static final int KEYS_MAX = 1 << 20;

  /** A key of the index is looked at in about a quarter of the time that reading an event takes. */
  private static final int KEYS_PER_EVENT = 4;

  private static final String EVENT = "the event";

  private final State state;
  private final int keysMax;
  private final TreeMap<byte[], Window> keys = new TreeMap<>(Arrays::compareUnsigned);
  private long events;
  private @Nullable Iterator<Map.Entry<byte[], Window>> walk;
  private Map.@Nullable Entry<byte[], Window> at;

  public Touched(State state, int keysMax) {
    this.state = state;
    this.keysMax = keysMax;
  }

  /** Nothing if there are more than so many. */
  static Optional<Touched> between(State state, Sight one, Sight other, int keysMax) {
    Touched touched = new Touched(state, keysMax);
    return touched.add(one, other, Long.MAX_VALUE) ? Optional.of(touched) : Optional.empty();
  }

  /**
   * Adds what one of two sights has and the other has not.
   *
   * @return false, and not all was added, if there are too many keys, or about more events in all
   */
  public boolean add(Sight one, Sight other, long eventsMax) {
    for (int line : one.linesWith(other)) {
      long a = one.limit(line);
      long b = other.limit(line);
      if (!read(line, Math.min(a, b), Math.max(a, b), eventsMax)) {
        return false;
      }
    }
    return true;
  }

  /** Adds what was changed on a way; false, and not all was added, if it is too much. */
  public boolean add(Way way) {
    for (Way.Leg leg : way.legs()) {
      if (!add(leg.from(), leg.to(), Long.MAX_VALUE)) {
        return false;
      }
    }
    way.keys().forEach(key -> add(key, Window.ALL));
    return keys.size() <= keysMax;
  }

  /**
   * Adds what differs between two trees, after all that changed before the one or after the other;
   * false, and not all was added, if it is too much.
   */
  public boolean add(Differences differences) {
    while (differences.next()) {
      add(differences.key(), Window.CERTAIN);
      if (keys.size() > keysMax) {
        return false;
      }
    }
    return true;
  }

  /** How many events were read, or versions that they made. */
  long events() {
    return events;
  }

  private boolean read(int line, long from, long to, long eventsMax) {
    if (from >= to) {
      return true;
    }
    boolean isByIndex = // what is folded has no events of its own
        state.isFolded(from) || isShortInIndex(line, from, to) || hasLate(line, from, to);
    return isByIndex ? readIndex(line, from, to, eventsMax) : readLog(line, from, to, eventsMax);
  }

  /** Whether an event changed what it does not say itself. */
  private boolean hasLate(int line, long from, long to) {
    return state.versions().newestSeq(LateNotes.beyond(), Lineage.of(line), to) >= from;
  }

  private boolean isShortInIndex(int line, long from, long to) {
    Versions versions = state.versions();
    long keysOfIndex = versions.keysIn(from, to);
    if (keysOfIndex > KEYS_PER_EVENT * (to - from)) {
      return false; // however many of the events are of this line
    }
    Lineage only = Lineage.of(line);
    byte[] key = Space.COMMITS.key(Space.ofLine(line));
    long commits = versions.count(key, only, to) - versions.count(key, only, from);
    if (commits == 0) {
      return false;
    }
    Commit last = state.log().commitOf(versions.newestSeq(key, only, to));
    return keysOfIndex <= KEYS_PER_EVENT * commits * last.events().size();
  }

  private boolean readIndex(int line, long from, long to, long eventsMax) {
    for (Space space : AllKeys.STATE) {
      byte[] start = space.key();
      RecordedCursor recorded =
          state.versions().recorded(start, Space.after(start), line, from, to);
      while (recorded.next()) {
        boolean isTimed = Space.isTimed(start);
        Window window = isTimed ? new Window(recorded.validFrom(), recorded.validTo()) : Window.ALL;
        add(recorded.key(), window);
        events += recorded.versions();
        if (keys.size() > keysMax || events > eventsMax) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean readLog(int line, long from, long to, long eventsMax) {
    Lineage only = Lineage.of(line);
    byte[] commits = Space.COMMITS.key(Space.ofLine(line));
    HistoryCursor ends = state.versions().history(commits, only, from, to);
    while (ends.next()) {
      Commit commit = state.log().commitOf(ends.version().seq());
      events += commit.events().size();
      for (Event event : commit.events()) {
        read(event, line);
      }
      if (keys.size() > keysMax || events > eventsMax) {
        return false;
      }
    }
    return true;
  }

  private void read(Event event, int line) {
    try {
      EventType type = event.type();
      if (type.isOfRow()) {
        RowPayload row = RowPayload.read(type, payload(event), EVENT);
        add(row.rowKey(), valid(event));
      } else if (type.equals(EventType.SCHEMA_CHANGED)) {
        SchemaPayload change = SchemaPayload.read(payload(event), EVENT);
        add(Space.TABLE.key(Space.idOf(change.table())), Window.ALL);
      } else {
        readObjects(event, line);
      }
    } catch (UserException senseless) {
      return; // it changed nothing, as was said when it was applied
    } catch (CorruptionException e) {
      if (!e.file().equals(EVENT)) {
        throw e; // what can't be read is no fault of the event
      }
    }
  }

  private void readObjects(Event event, int line) {
    Lineage lineage = state.refs().line(line).lineage();
    WorldSource before = new WorldSource(event.world(), state.source(lineage, event.seq()));
    Reduction reduction =
        Reduction.of(state.reducers().of(event.world()), event, () -> payload(event), before);
    for (ObjectChange change : reduction.changes()) {
      add(before.keyOf(change.key()), Window.ALL);
    }
  }

  private byte[] payload(Event event) {
    return state.store().payload(event.payload());
  }

  private static Window valid(Event event) {
    long from = event.valid().fromNanos();
    long to = event.valid().toNanos();
    return new Window(from, to);
  }

  private void add(byte[] key, Window window) {
    keys.merge(key, window, Window::with);
  }

  @Override
  public boolean next() {
    if (walk == null) {
      walk = keys.entrySet().iterator();
    }
    at = walk.hasNext() ? walk.next() : null;
    return at != null;
  }

  private Map.Entry<byte[], Window> at() {
    if (at == null) {
      throw new InternalException(ErrorCode.INVARIANT_BROKEN, "no key here; next comes before it");
    }
    return at;
  }

  @Override
  public byte[] key() {
    return at().getKey();
  }

  @Override
  public Window window() {
    return at().getValue();
  }
}
