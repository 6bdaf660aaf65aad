package io.ewig.engine.replica;

import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.Database;
import io.ewig.engine.store.ContentStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings in payloads that were withheld, since more of the history is kept by now; any thread.
 *
 * <ul>
 *   <li>each is held against the commitment that was here all the time: nobody can bring others;
 *   <li>what has come is put into the log now and then, and can be read when all has;
 *   <li>a crash costs what was not put there yet: that is asked for again.
 * </ul>
 */
public final class Growth {

  /** So much is held in memory before files of the log are rewritten to take it. */
  static final long STAGED_BYTES_MAX = 32 << 20;

  private final Database database;
  private final EventLog log;
  private final Erasures erasures;
  private final Map<Long, Payload> staged = new HashMap<>(); // guarded by this
  private final Map<Hash, byte[]> contents = new HashMap<>(); // blobs of these; guarded by this
  private long stagedBytes;
  private long turn; // from which seq on others have not been asked lately; guarded by this

  Growth(Database database, Erasures erasures) {
    this.database = database;
    this.log = database.log();
    this.erasures = erasures;
  }

  private Part part() {
    return database.state().part();
  }

  /** Whether anything is still wanted. */
  public boolean isUnderWay() {
    return part().isGrowing();
  }

  synchronized void want(Filter filter) {
    if (log.isReadOnly()) {
      throw new UserException(
          ErrorCode.READ_ONLY, "the database is open for reading only; open it to keep more");
    }
    part().grow(filter);
  }

  /**
   * Events whose payloads are wanted, from a place of the log on, with where to go on behind them.
   *
   * @param events by seq, in that order
   * @param next as long as the log, if there are no more
   */
  public record Wanted(Map<Long, Hash> events, long next) {}

  /** The next so many events whose payloads are wanted and have not come. */
  public synchronized Wanted wanted(long fromSeq, int max) {
    Filter filter = part().wanted();
    Map<Long, Hash> found = new LinkedHashMap<>();
    long size = log.head().size();
    Scan withheld =
        Scan.all()
            .from(fromSeq)
            .before(size)
            .where(event -> event.payload() instanceof Payload.Withheld);
    try (EventCursor events = log.scan(withheld)) {
      while (found.size() < max && events.next()) {
        Event event = events.event();
        boolean isWanted = filter.covers(events.branch(), event.world(), event.type());
        if (isWanted && !staged.containsKey(event.seq())) {
          found.put(event.seq(), event.hash());
        }
      }
      return new Wanted(found, found.size() < max ? size : events.seq() + 1);
    }
  }

  /**
   * Likewise, from where the last answer has ended, and at the end from the start: for who is met
   * by others, each of which may lack just what comes first.
   */
  public synchronized Wanted wantedNext(int max) {
    Wanted found = wanted(turn, max);
    return found.events().isEmpty() ? wanted(0, max) : found;
  }

  /**
   * Takes payloads in that are wanted here.
   *
   * @param brought an answer, with those that are not there
   * @return how many were wanted
   * @throws ConflictException if one is not what its event was made with: nothing of it is kept
   */
  public synchronized int take(List<Brought> brought) {
    int taken = 0;
    for (Brought each : brought) {
      byte[] salt = each.salt();
      byte[] bytes = each.bytes();
      if (salt != null && bytes != null && take(each.event(), salt, bytes)) {
        taken++;
      }
    }
    if (!brought.isEmpty()) {
      OptionalLong last = log.find(brought.get(brought.size() - 1).event());
      turn = last.isPresent() ? last.getAsLong() + 1 : 0;
    }
    if (stagedBytes > STAGED_BYTES_MAX) {
      put();
    }
    return taken;
  }

  private boolean take(Hash hash, byte[] salt, byte[] bytes) {
    OptionalLong seq = log.find(hash);
    if (seq.isEmpty() || staged.containsKey(seq.getAsLong())) {
      return false;
    }
    Event event = log.get(seq.getAsLong());
    if (!(event.payload() instanceof Payload.Withheld known) || !isWanted(event)) {
      return false;
    }
    Payload payload =
        bytes.length <= Payload.INLINE_BYTES_MAX
            ? new Payload.Inline(salt, bytes)
            : new Payload.Blob(salt, bytes.length, ContentStore.addressOf(bytes));
    if (!payload.commitment().equals(known.commitment())) {
      throw new ConflictException(
          ErrorCode.FORGED_EVENT,
          "the payload that was sent for event "
              + event.id()
              + " is not the one that it was made with");
    }
    stagedBytes += bytes.length;
    staged.put(event.seq(), payload);
    if (payload instanceof Payload.Blob blob) {
      contents.put(blob.content(), bytes);
    }
    return true;
  }

  private boolean isWanted(Event event) {
    Filter filter = part().wanted();
    return filter.isEverything()
        || filter.covers(log.commitOf(event.seq()).info().branch(), event.world(), event.type());
  }

  private ContentStore store() {
    return database.state().store();
  }

  private void put() {
    if (!staged.isEmpty()) {
      erasures.fill(staged, contents);
    }
    staged.clear();
    contents.clear();
    stagedBytes = 0;
  }

  /**
   * Puts what has come into the log; if that was all, it can be read from now on. Whether it was.
   */
  public synchronized boolean settle() {
    put();
    if (isUnderWay() && wanted(0, 1).events().isEmpty()) {
      erasures.renew(part()::grown);
    }
    return !isUnderWay();
  }

  /** The event of a hash, if its payload is here: somebody may ask for it. */
  public Optional<Event> withPayload(Hash hash) {
    OptionalLong seq = log.find(hash);
    return seq.isEmpty()
        ? Optional.empty()
        : Optional.of(log.get(seq.getAsLong())).filter(event -> event.payload().isHere());
  }

  /** The payload of an event for who has asked for it, as far as it is here. */
  public Brought bring(Event event) {
    if (event.payload() instanceof Payload.Inline inline) {
      return new Brought(event.hash(), inline.salt(), inline.bytes());
    } else if (event.payload() instanceof Payload.Blob blob) {
      return new Brought(event.hash(), blob.salt(), store().payload(blob));
    }
    return Brought.missing(event.hash());
  }
}
