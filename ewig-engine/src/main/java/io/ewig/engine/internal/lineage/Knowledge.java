package io.ewig.engine.internal.lineage;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Version;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who had seen what: how far each origin knew each other one when it made an event of its own; one
 * thread.
 *
 * <p>Follows from what commits say ({@link Seen}), and is written only where it grows.
 */
public final class Knowledge {

  /** What is kept in memory; the rest is looked up. */
  private static final int KNOWN_MAX = 10_000;

  private final Map<Pair, Latest> known = new HashMap<>();
  private final Map<Then, Long> before = new HashMap<>(); // what was found of earlier times
  private final Map<Origin, Long> taken; // up to date but for the current one
  private @Nullable Origin current; // who made the last commit
  private long currentSeq;
  private long lastHlc;
  private @Nullable Origin ahead; // whose last commit is behind all that is here

  /**
   * @param taken the number of each origin's last event that has been taken in
   * @param lastHlc the greatest hybrid time of these
   */
  public Knowledge(Map<Origin, Long> taken, long lastHlc) {
    this.taken = new HashMap<>(taken);
    this.lastHlc = lastHlc;
  }

  private record Pair(Origin origin, Origin other) {}

  /** How far an origin knew another one when it made an event: never changes. */
  private record Then(Pair pair, long originSeq) {}

  /**
   * @param since the number of the event from which on it holds
   * @param seen the number of the other's last event that was seen
   */
  private record Latest(long since, long seen) {

    static final Latest NOTHING = new Latest(0, 0);
  }

  /**
   * Takes note of a commit; whether it is behind all that is here, as one's own always is: later,
   * and by an origin that had seen all of it.
   */
  public boolean takes(Commit commit, Source everywhere) {
    Event first = commit.first();
    Origin origin = first.origin();
    if (!origin.equals(current)) {
      settle();
      current = origin;
    }
    boolean isLater = Long.compareUnsigned(first.hlc(), lastHlc) > 0;
    boolean hasSeenAll = origin.equals(ahead) || hasSeenAll(first, everywhere);
    ahead = isLater && hasSeenAll ? origin : null;
    lastHlc = isLater ? commit.last().hlc() : lastHlc;
    currentSeq = commit.last().originSeq();
    return ahead != null;
  }

  /** Whether more than one origin has written what has been taken in. */
  public boolean isShared() {
    Origin last = current;
    return taken.size() + (last == null || taken.containsKey(last) ? 0 : 1) > 1;
  }

  /** How far each origin had got before an event that is being taken in. */
  public Map<Origin, Long> here(Event event) {
    settle();
    Map<Origin, Long> here = new HashMap<>(taken);
    here.put(event.origin(), event.originSeq() - 1);
    return here;
  }

  private void settle() {
    if (current != null) {
      taken.put(current, currentSeq);
    }
  }

  private boolean hasSeenAll(Event event, Source everywhere) {
    for (Map.Entry<Origin, Long> each : taken.entrySet()) {
      Origin other = each.getKey();
      if (!other.equals(event.origin()) && each.getValue() > seen(event, other, everywhere)) {
        return false;
      }
    }
    return true;
  }

  /** Takes in what a commit says. */
  public void add(Commit commit, Source everywhere, Sink sink) {
    if (!Seen.isIn(commit.info())) {
      return;
    }
    Event first = commit.first();
    VersionVector said;
    try {
      said = Seen.in(commit.info());
    } catch (UserException malformed) { // of a history that was imported; then it saw nothing
      return;
    }
    said.seqs()
        .forEach(
            (other, seq) -> {
              Pair pair = new Pair(first.origin(), other);
              if (seq > latest(pair, everywhere).seen) {
                byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(seq).array();
                sink.put(key(pair, first.originSeq()), sink.now(), Version.OPEN, value);
                keep(pair, new Latest(first.originSeq(), seq));
              }
            });
  }

  private void keep(Pair pair, Latest latest) {
    if (known.size() >= KNOWN_MAX) {
      known.clear();
    }
    known.put(pair, latest);
  }

  private Latest latest(Pair pair, Source everywhere) {
    Latest latest = known.get(pair);
    if (latest == null) {
      latest = find(pair, Long.MAX_VALUE, everywhere);
      keep(pair, latest);
    }
    return latest;
  }

  /** Who had seen what, for one who asks while a commit is taken in. */
  public Acquaintance asOf(Source everywhere) {
    return (event, other) -> knows(event, other, everywhere);
  }

  /** Whether who made an event had seen another one by then. */
  private boolean knows(Event event, Event other, Source everywhere) {
    return event.origin().equals(other.origin())
        ? other.originSeq() <= event.originSeq()
        : other.originSeq() <= seen(event, other.origin(), everywhere);
  }

  /** The number of an origin's last event that was seen when an event was made, or 0. */
  private long seen(Event event, Origin other, Source everywhere) {
    Pair pair = new Pair(event.origin(), other);
    Latest latest = latest(pair, everywhere);
    return event.originSeq() >= latest.since
        ? latest.seen
        : seen(new Then(pair, event.originSeq()), everywhere);
  }

  private long seen(Then then, Source everywhere) {
    Long found = before.get(then);
    if (found == null) {
      found = find(then.pair, then.originSeq, everywhere).seen;
      if (before.size() >= KNOWN_MAX) {
        before.clear();
      }
      before.put(then, found);
    }
    return found;
  }

  private static Latest find(Pair pair, long originSeq, Source everywhere) {
    byte[] from = Space.SEEN.key(bytes(pair.origin), bytes(pair.other));
    byte[] to =
        originSeq == Long.MAX_VALUE ? Space.after(from) : key(pair, originSeq + 1); // exclusive
    Source.Walk newestFirst = everywhere.walk(from, to, Long.MAX_VALUE, true);
    return newestFirst.next()
        ? new Latest(since(newestFirst.key()), seen(newestFirst.version()))
        : Latest.NOTHING;
  }

  /** All that an origin has ever seen of others, by what its commits say. */
  public static VersionVector of(Origin origin, Source everywhere) {
    return of(origin, Long.MAX_VALUE, everywhere);
  }

  /** What it had seen by what its commits say up to one of its events. */
  public static VersionVector of(Origin origin, long originSeq, Source everywhere) {
    SortedMap<Origin, Long> seqs = new TreeMap<>();
    byte[] from = Space.SEEN.key(bytes(origin));
    Source.Walk rising = everywhere.walk(from, Space.after(from), Long.MAX_VALUE, false);
    while (rising.next()) {
      ByteBuffer key = ByteBuffer.wrap(rising.key(), 1 + Origin.BYTES, Origin.BYTES);
      if (since(rising.key()) <= originSeq) {
        seqs.put(new Origin(key.getLong(), key.getLong()), seen(rising.version()));
      }
    }
    return VersionVector.of(seqs);
  }

  private static byte[] key(Pair pair, long originSeq) {
    byte[] since = ByteBuffer.allocate(Long.BYTES).putLong(originSeq).array();
    return Space.SEEN.key(bytes(pair.origin), bytes(pair.other), since);
  }

  private static long since(byte[] key) {
    return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
  }

  private static long seen(@Nullable Version version) {
    byte[] value = version == null ? null : version.value();
    return ByteBuffer.wrap(Objects.requireNonNull(value, "no deletion")).getLong();
  }

  private static byte[] bytes(Origin origin) {
    return ByteBuffer.allocate(Origin.BYTES).putLong(origin.high()).putLong(origin.low()).array();
  }
}
