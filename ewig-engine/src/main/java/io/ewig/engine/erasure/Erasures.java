package io.ewig.engine.erasure;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.Reserved;
import io.ewig.engine.session.When;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.Pin;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Erases payloads: in all of history, on all branches, for good; start here. Any thread.
 *
 * <ul>
 *   <li>the event that says so is durable before anything goes, and stays;
 *   <li>when a call returns, no file of the database holds what was erased, nor does any answer
 *       come from it; when it fails it is tried again until it is done, and after a crash the next
 *       opening goes on;
 *   <li>nobody else commits meanwhile; a transaction or view that is older is told to begin again;
 *   <li>what is erased already is passed over.
 * </ul>
 */
public final class Erasures {

  /** So far may the state be behind while commits are taken in: others bring it forward. */
  private static final long LAG_EVENTS_MAX = 1 << 15;

  private final Database database;
  private final EventLog log;
  private final State state;
  private final Supplier<Versions> emptyIndex;
  private final ErasingMark mark;
  private final Consumer<Collection<Long>> forget;
  private volatile boolean isStopped; // by a disk, with something left to be done
  private boolean isDerivedAnew; // of what is not at its end: only the store is left; by this
  private volatile boolean hasLooked;
  private volatile boolean hadErased; // before the opening, once it was looked for

  /**
   * @param emptyIndex makes an index of versions with nothing in it, in the old one's place
   * @param forget drops all else that was made of these events
   */
  public Erasures(
      Database database,
      Supplier<Versions> emptyIndex,
      ErasingMark mark,
      Consumer<Collection<Long>> forget) {
    this.database = database;
    this.log = database.log();
    this.state = database.state();
    this.emptyIndex = emptyIndex;
    this.mark = mark;
    this.forget = forget;
    this.isStopped = mark.unfinished().isPresent(); // all but the store is done by the opening
    this.isDerivedAnew = isStopped;
  }

  /**
   * Erases rows: each that ever met a condition, with all that it ever was and all that says so.
   *
   * @param condition asked of every row that was ever recorded, as the table is defined now
   * @return how many rows, by their primary keys
   */
  public synchronized long rows(Table table, Predicate<Row> condition, Reason reason) {
    requireWritable();
    finish(); // before anything is read
    database.view(Branch.MAIN.name(), When.NOW).requireHere(table);
    RowSearch search = new RowSearch(database, table);
    erase(
        reason,
        () -> {
          search.find(condition);
          search.requireUnreferred();
          Set<Long> seqs = search.seqs();
          if (!seqs.isEmpty()) {
            seqs.addAll(database.paused().settledByValue()); // which may say what a row held
          }
          return seqs;
        });
    return search.keys();
  }

  /** Erases all events of a world, on all branches; how many. */
  public long world(World world, Reason reason) {
    requireWritable();
    finish();
    requireUnfolded(world);
    return events(Scan.all().in(world), reason);
  }

  /** Erases the events of worlds that a scan gives; how many were not erased before. */
  public synchronized long events(Scan scan, Reason reason) {
    Set<Long> found = new TreeSet<>();
    erase(
        reason,
        () -> {
          try (EventCursor events = log.scan(scan)) {
            while (events.next()) {
              Event event = events.event();
              requireOfWorld(event);
              requireUnfolded(event.world());
              if (!(event.payload() instanceof Payload.Erased)) {
                found.add(event.seq());
              }
            }
          }
          return found;
        });
    return found.size();
  }

  /** Refuses a world of which some events can't be found here any more. */
  private void requireUnfolded(World world) {
    if (!state.inception().isNone()) {
      state.catchUp(log.head().size());
      byte[] events = Space.EVENTS.key(Space.idOf(world));
      long[] first =
          state.versions().seqs(events, state.allLines(), 0, state.inception().size(), 1);
      if (first.length > 0) {
        throw state
            .inception()
            .folded("events of " + world + " are among these; erase them where its history is");
      }
    }
  }

  private static void requireOfWorld(Event event) {
    Reserved.refuseErasure(event.world());
    EventType type = event.type();
    if (type.isOfRow() || type.equals(EventType.SCHEMA_CHANGED)) {
      throw new UserException(
          ErrorCode.RESERVED_WORLD,
          "event " + event.seq() + " is about a table; rows are erased by their table, as a whole");
    }
  }

  /**
   * @param search finds seqs of events when nobody can append
   */
  private void erase(Reason reason, Supplier<Set<Long>> search) {
    requireWritable();
    finish();
    Set<Long> found = new TreeSet<>();
    mark.begin(log.appended().size());
    untilDone(
        () -> {
          Optional<Commit> commit =
              database.committer().commitAlone(() -> proposal(found, search, reason));
          if (commit.isPresent()) {
            carryOut(found);
          } else {
            mark.end();
          }
        });
  }

  private Optional<Proposal> proposal(Set<Long> found, Supplier<Set<Long>> search, Reason reason) {
    found.addAll(searched(search));
    return found.isEmpty() ? Optional.empty() : Optional.of(proposal(found, reason));
  }

  private void requireWritable() {
    if (log.isReadOnly()) {
      throw new UserException(
          ErrorCode.READ_ONLY, "the database is open for reading only; open it to write");
    }
  }

  private Set<Long> searched(Supplier<Set<Long>> search) {
    long size = log.appended().size();
    log.awaitDurable(size);
    state.catchUp(size);
    try {
      return search.get();
    } catch (RuntimeException | Error e) {
      mark.end(); // nothing was appended
      throw e;
    }
  }

  private Proposal proposal(Set<Long> seqs, Reason reason) {
    List<Hash> hashes = new ArrayList<>(seqs.size());
    seqs.forEach(seq -> hashes.add(log.get(seq).hash()));
    return Proposal.of(reason.info(), Erasure.drafts(hashes));
  }

  private void carryOut(Collection<Long> seqs) {
    untilDone(
        () -> {
          isDerivedAnew = false;
          database.committer().alone(() -> log.erase(seqs));
          state.startOver(emptyIndex);
          database.paused().startOver();
          forget.accept(seqs);
          isDerivedAnew = true;
          clean();
        });
  }

  private void clean() {
    sweep(database);
    mark.end();
    isDerivedAnew = false;
  }

  /**
   * Does something that {@link #step} goes on with if it does not succeed; not if something is
   * damaged, which does not go by itself.
   */
  private void untilDone(Runnable work) {
    boolean isToGoOn = true;
    try {
      work.run();
      isToGoOn = false;
    } catch (CorruptionException damage) {
      isToGoOn = false;
      throw damage;
    } finally {
      isStopped = isToGoOn;
    }
  }

  /** Removes from the store what belonged to erased events, and trees of states that held it. */
  private static void sweep(Database database) {
    database.checkpoints().startOver();
    try (var collection = database.checkpoints().collect(ContentStore.Extent.WHOLE)) {
      collection.run();
    } catch (ResourceException e) {
      throw e.code() == ErrorCode.COLLECTION_RUNNING ? unswept(e) : e;
    }
  }

  private static ResourceException unswept(ResourceException running) {
    return new ResourceException(
        ErrorCode.COLLECTION_RUNNING,
        "the erasure is recorded, and done in the log; what lies beside it goes as soon as the"
            + " collection that is running has ended: step that to its end, or close it",
        running);
  }

  /**
   * Adds payloads to the log that were withheld from it; what was made of it does not know of them
   * before {@link #renew}. One whose event has been erased meanwhile is left out.
   *
   * @param contents bytes of those that lie beside the log, by their addresses
   */
  public synchronized void fill(Map<Long, Payload> payloads, Map<Hash, byte[]> contents) {
    finish();
    Map<Long, Payload> left = new HashMap<>(payloads);
    left.keySet().removeIf(seq -> !(log.get(seq).payload() instanceof Payload.Withheld));
    Set<Hash> wanted = new HashSet<>();
    for (Payload payload : left.values()) {
      if (payload instanceof Payload.Blob blob) {
        wanted.add(blob.content());
      }
    }
    List<Pin> held = new ArrayList<>();
    try {
      contents.forEach(
          (address, bytes) -> {
            if (wanted.contains(address)) {
              held.add(state.store().hold(bytes));
            }
          });
      if (!held.isEmpty()) {
        state.store().force(); // content before reference
      }
      fill(left);
    } finally {
      held.forEach(Pin::close);
    }
  }

  private void fill(Map<Long, Payload> payloads) {
    mark.begin(log.appended().size()); // after a crash, all that is derived is made anew
    try {
      database.committer().alone(() -> log.fill(payloads));
    } finally { // also if only some of it could be filled
      forget.accept(payloads.keySet());
    }
    mark.end();
  }

  /**
   * Makes anew what follows from the log, since it has got payloads that were withheld; whoever has
   * begun before is told to begin again.
   *
   * @param done what there is to note before others see it
   */
  public synchronized void renew(Runnable done) {
    finish();
    mark.begin(log.appended().size());
    untilDone(
        () -> {
          database
              .committer()
              .alone(
                  () -> {
                    log.awaitDurable(log.appended().size());
                    state.startOver(emptyIndex);
                    done.run();
                  });
          forget.accept(List.of()); // states of worlds that were read meanwhile
          database.paused().startOver();
          database.checkpoints().startOver();
          mark.end();
        });
  }

  /** Goes on with what was begun and not finished, if there is anything. */
  public synchronized void finish() {
    OptionalLong from = mark.unfinished();
    if (from.isPresent()) {
      log.awaitDurable(log.appended().size());
      Set<Long> named = named(log, from.getAsLong());
      if (isDerivedAnew && named.stream().allMatch(this::isErased)) {
        untilDone(this::clean);
      } else {
        carryOut(named);
      }
    }
  }

  private boolean isErased(long seq) {
    return log.get(seq).payload() instanceof Payload.Erased;
  }

  /**
   * Goes on with what a full disk has stopped, say, since nobody else may erase anything for years;
   * whether there was anything.
   */
  public boolean step() {
    if (!isStopped) {
      return false;
    }
    finish();
    isStopped = false;
    return true;
  }

  /**
   * The last part of what is done at an opening, after the log has been seen to and what is derived
   * has been made anew.
   */
  public static void finishOpening(Database database, ErasingMark mark) {
    sweep(database);
    mark.end();
  }

  /** The events that are to be erased, by what was recorded behind a place of the log. */
  public static Set<Long> named(EventLog log, long from) {
    Set<Long> seqs = new TreeSet<>();
    try (EventCursor erasures = log.scan(Scan.all().in(Erasure.WORLD).from(from))) {
      while (erasures.next()) {
        Event event = erasures.event();
        if (Erasure.is(event) && event.payload() instanceof Payload.Inline inline) {
          for (Hash hash : Erasure.read(inline.bytes()).events()) {
            log.find(hash).ifPresent(seqs::add);
          }
        }
      }
    }
    return seqs;
  }

  /** Begins to take in commits that were made elsewhere. */
  public Adoption adoption() {
    requireWritable();
    state.catchUp(hasErased() ? log.head().size() : log.head().size() - LAG_EVENTS_MAX);
    return new Adoption();
  }

  /** Waits while something is erased; whether any of it is left to be done, as a disk was full. */
  public synchronized boolean isErasing() {
    return mark.unfinished().isPresent();
  }

  /** Whether anything was ever erased here, or is being. */
  private boolean hasErased() {
    if (!hasLooked) {
      state.catchUp(log.head().size());
      hadErased = state.everywhere().newestSeq(Space.EVENTS.key(Space.idOf(Erasure.WORLD))) >= 0;
      hasLooked = true;
    }
    return hadErased || state.erasedSize() > 0 || mark.unfinished().isPresent();
  }

  /** Does something while nothing is erased, unless something ever was. */
  public synchronized void unlessErased(Runnable work) {
    if (!hasErased()) {
      work.run();
    }
  }

  /**
   * Commits that come from elsewhere. What they say is to be erased is, when it is closed; what was
   * erased here, or is by an earlier one of them, does not come back. One thread.
   */
  public final class Adoption implements AutoCloseable {

    private final Set<Hash> erased = new HashSet<>();
    private final boolean mayHaveErased = hasErased();
    private boolean isHolding; // the mark, while something may be said to be erased

    private Adoption() {}

    public void adopt(Commit commit) {
      Committer.requireHashes(commit);
      adoptSealed(commit, commit.systemNanos());
    }

    /**
     * Likewise, of one whose hashes were computed here, from what it says. What is not kept here of
     * it goes; what would have to be here and is not is refused.
     *
     * @param nanos its system time, if that is later than all here
     */
    public void adoptSealed(Commit commit, long nanos) {
      Filter wanted = state.part().wanted();
      commit
          .firstMissing(wanted::covers)
          .ifPresent(
              missing -> {
                throw incomplete(missing);
              });
      Commit left = withoutErased(wanted.of(commit));
      for (Event event : left.events()) {
        if (Erasure.is(event) && event.payload() instanceof Payload.Inline inline) {
          erased.addAll(Erasure.read(inline.bytes()).events());
          begin();
        }
      }
      database.committer().adopt(left, nanos);
    }

    private UserException incomplete(Event event) {
      return new UserException(
          ErrorCode.NOT_HERE,
          "event "
              + event.id()
              + " of "
              + event.world()
              + " came without its payload, and belongs to what is kept here; get it from a replica"
              + " that has all of it");
    }

    private Commit withoutErased(Commit commit) {
      Set<Long> seqs = new HashSet<>();
      for (Event event : commit.events()) {
        if (wasErased(event.hash())) {
          seqs.add(event.seq());
          if (event.payload() instanceof Payload.Blob) {
            begin(); // its bytes are in the store by now
          }
        }
      }
      return seqs.isEmpty() ? commit : commit.erase(seqs);
    }

    private boolean wasErased(Hash event) {
      if (erased.contains(event)) {
        return true;
      }
      Source everywhere = state.everywhere();
      return mayHaveErased && everywhere.newestSeq(Space.ERASED.key(event.toBytes())) >= 0;
    }

    /** From here on, another's erasure that comes to its end leaves the mark to this one. */
    private void begin() {
      if (!isHolding) {
        mark.hold(log.appended().size());
        isHolding = true;
      }
    }

    /** Erases what has been said to be. */
    @Override
    public void close() {
      synchronized (Erasures.this) {
        if (isHolding) {
          mark.release();
          isHolding = false;
          finish();
        }
      }
    }
  }
}
