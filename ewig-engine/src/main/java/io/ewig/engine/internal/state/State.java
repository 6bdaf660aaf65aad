package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.Merges;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import io.ewig.engine.part.Part;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.Reducers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /**
   * So far may the state be behind before whoever appends helps; a bound on what a reader waits.
   */
  private static final long LAG_EVENTS_MAX = 1 << 22;

  /** Likewise, of rows: whoever reads them next should not notice. */
  private static final long LAG_ROWS_MAX = 1 << 15;

  /** What one step takes in. */
  private static final int STEP_COMMITS = 256;

  /** What comes from the log again in a moment is not worth a file. */
  private static final long LEFT_IN_MEMORY_MAX = 1 << 12;

  private static final long RULES = Preimage.domain("EWIGIDX1");

  /** Another number for every change in which versions follow from the same events. */
  private static final int RULES_NUMBER = 4;

  /** Where names are, and what else belongs to no branch. */
  static final Lineage EVERYWHERE = Lineage.of(Refs.NAMES);

  private final EventLog log;
  private final ContentStore store;
  private final Reducers reducers;
  private final Part part;
  private final Inception inception;
  private volatile Versions versions;
  private volatile Naming names;
  private volatile Residues residues = new Residues();
  private final Catalogs catalogs = new Catalogs();
  private volatile Estimates estimates = new Estimates();
  private final Tables tables = new Tables();
  private Effects effects; // guarded by turn
  private final LongAdder payloadBytes = new LongAdder();
  private final Map<Integer, Long> payloadBytesOfLine = new ConcurrentHashMap<>();
  private final Object turn = new Object();
  private final Arrivals arrivals;
  private final LongAdder commits = new LongAdder();
  private Head applied; // guarded by turn
  private @Nullable Commit applying; // guarded by turn
  private @Nullable Founding founding; // guarded by turn; while a checkpoint is taken in
  private volatile @Nullable RuntimeException failure; // set with turn
  private final LastChange lastChange;
  private final Set<Integer> committedForks = ConcurrentHashMap.newKeySet();
  private volatile long noted; // how long the log is at least, of which we have been told
  private volatile long namesSize; // the log's size after the last commit that changed a name
  private final long openedSize;
  private volatile long erasedSize; // the log's size after the last commit that erased something
  private volatile boolean isClosed;

  /**
   * @param versions where they were left; must belong to the log
   * @param part what of the history is kept
   * @param inception where the log begins
   */
  public State(
      EventLog log,
      ContentStore store,
      Reducers reducers,
      Versions versions,
      Part part,
      Inception inception) {
    this.log = log;
    this.inception = inception;
    this.store = store;
    this.reducers = reducers;
    this.part = part;
    this.versions = versions;
    this.applied = log.headAt(versions.applied().endSeq());
    this.arrivals = new Arrivals(log);
    this.effects = new Effects(store, reducers, catalogs, knowledge(), this::eventAt);
    this.names = newNames();
    this.namesSize = log.head().size(); // what the index has not taken in may change names
    this.lastChange = new LastChange(namesSize); // or tables
    this.noted = namesSize;
    this.openedSize = namesSize;
    names.replayNames(source(EVERYWHERE, applied.size()), applied.size() > 0);
    names.replayMerges(source(allLines(), applied.size()));
  }

  private Naming newNames() {
    return new Naming(
        log, inception, () -> effects.whoSaw(this), (event, why) -> effects.skip(event, why));
  }

  /** Where the history begins. */
  public Inception inception() {
    return inception;
  }

  /** Whether what has a seq came with the checkpoint at which the history begins. */
  public boolean isFolded(long seq) {
    return 0 <= seq && seq < inception.size();
  }

  /** What of the history is kept. */
  public Part part() {
    return part;
  }

  /** What of it a line and its tables have, as far as a source shows them. */
  public Coverage coverage(Filter filter, Line line, Source source) {
    return new Coverage(filter, line, source, new LateTables(store, this::eventAt));
  }

  /** What is known of origins where the index ends. */
  private Knowledge knowledge() {
    Map<Origin, Long> taken = new HashMap<>(inception.version().seqs());
    if (applied.size() == 0) {
      return new Knowledge(taken, inception.lastHlc());
    }
    taken.putAll(log.heads().originSeqs());
    long lastHlc = taken.size() > 1 ? log.heads().lastHlc() : 0; // one's own time always rises
    try (EventCursor behind = log.scan(Scan.all().from(applied.size()).newestFirst())) {
      while (taken.size() > 1 && behind.next()) {
        taken.put(behind.event().origin(), behind.event().originSeq() - 1);
      }
    }
    return new Knowledge(taken, lastHlc);
  }

  /** An event that is being taken in, or was. */
  private Event eventAt(long seq) {
    if (isFolded(seq)) {
      return Folded.EVENT;
    }
    Commit now = applying;
    if (now != null && seq >= now.firstSeq()) {
      return now.events().get((int) (seq - now.firstSeq()));
    }
    if (seq >= log.head().size()) { // appended, but not yet for everybody to see
      log.awaitDurable(log.appended().size());
    }
    return log.get(seq);
  }

  /** By which rules versions follow from the log: runs made under others are of no use. */
  public static Hash rules(Reducers reducers) {
    return Preimage.start(RULES).putInt(RULES_NUMBER).putHash(reducers.fingerprint()).hash();
  }

  /** Sees every line whole. */
  public Lineage allLines() {
    return names.allLines();
  }

  /** Takes note of a commit that was just appended; for the appending thread. */
  public void appended(Commit commit) {
    commits.increment();
    Branch on = commit.info().branch();
    Optional<Line> line = names.refs().line(on);
    if (on.equals(RefChange.LINE) || line.isEmpty()) {
      namesSize = commit.endSeq();
    }
    if (line.isPresent() && line.get().fork() != null) {
      committedForks.add(line.get().number());
    }
    if (Erasure.isIn(commit)) {
      erasedSize = commit.endSeq();
    }
    if (mayChangeDefinitions(commit)) {
      lastChange.noted(commit.endSeq());
    }
    noted = commit.endSeq();
    arrivals.add(commit);
    EventType type = commit.last().type();
    catchUp(commit.endSeq() - (type.isOfRow() ? LAG_ROWS_MAX : LAG_EVENTS_MAX));
  }

  private static boolean mayChangeDefinitions(Commit commit) {
    List<Event> events = commit.events();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.type().equals(EventType.SCHEMA_CHANGED)
          || event.world().equals(CatalogObject.WORLD)
          || event.world().equals(Inception.WORLD)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Brings the state to where it has all events before a seq.
   *
   * @param size at most {@code log.head().size()}, or what {@link #appended} was told of
   */
  public void catchUp(long size) {
    if (versions.applied().endSeq() >= size) {
      return;
    }
    synchronized (turn) {
      while (applied.size() < size) {
        applyNext();
      }
    }
  }

  /** A commit that was half taken in is not tried again: what is on disk has nothing of it. */
  private void applyNext() {
    requireSound();
    Commit next = arrivals.take(applied.size());
    try {
      apply(next);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private void requireSound() {
    RuntimeException known = failure;
    if (known != null) {
      throw known;
    }
  }

  private void apply(Commit commit) {
    if (log.isReadOnly() && commit.firstSeq() >= openedSize && Erasure.isIn(commit)) {
      throw erasedMeanwhile();
    }
    applying = commit;
    Source shared = source(EVERYWHERE, Versions.UNPUBLISHED);
    if (isFolded(commit.firstSeq())) {
      found(commit, shared);
    }
    Effects.Sinks sinks = (event, on) -> new EventSink(versions, event, on);
    effects.meet(commit, shared, sinks);
    Line line = names.lineOf(commit, versions);
    Source before = source(line.lineage(), Versions.UNPUBLISHED);
    effects.of(commit, new Effects.On(line, before, new LinePast(this, line)), shared, sinks);
    long bytes = 0;
    for (Event event : commit.events()) {
      bytes += event.payload().size();
      if (event.world().equals(RefChange.WORLD)) {
        Refs refs = names.refs();
        int lines = refs.lines();
        names.name(event);
        if (refs.lines() > lines) {
          int fresh = refs.line(lines).number();
          effects.begin(
              refs.line(lines), event, this, new EventSink(versions, commit.last(), fresh));
        }
      } else if (event.world().equals(Merge.WORLD)) {
        names.merge(event, line.number());
      }
    }
    payloadBytes.add(bytes);
    payloadBytesOfLine.merge(line.number(), bytes, Long::sum);
    applied = applied.after(commit);
    versions.advance(applied.size(), applied.chain());
  }

  /** Takes in what came with the checkpoint by the milestone that a commit stands for. */
  private void found(Commit commit, Source shared) {
    Milestones milestones = inception.milestones().orElseThrow();
    Founding now = founding;
    if (now == null) {
      now = new Founding(inception, versions, tables);
      founding = now;
    }
    int milestone = (int) commit.firstSeq();
    if (milestone == 0) {
      now.putEverywhere(commit.systemNanos());
      names.takeFolded(shared);
    }
    now.put(
        milestone,
        commit.systemNanos(),
        number -> {
          Line line = names.lineOf(milestones, number);
          return new Founding.Site(line, source(line.lineage(), Versions.UNPUBLISHED));
        });
    if (milestone + 1 == milestones.count()) {
      founding = null;
    }
  }

  /**
   * Forgets all that follows from the log, and takes that in again from its start: for when it has
   * changed, as it does where payloads are erased. Who reads meanwhile waits; who goes on with what
   * was seen before is told to begin again.
   *
   * @param empty makes an index with nothing in it, when the old one is closed
   */
  public void startOver(Supplier<Versions> empty) {
    synchronized (turn) {
      requireSound();
      versions.close(State::erasedMeanwhile);
      arrivals.clear();
      founding = null;
      versions = empty.get();
      residues = new Residues();
      estimates = new Estimates();
      applied = Head.EMPTY;
      effects = new Effects(store, reducers, catalogs, knowledge(), this::eventAt);
      names = newNames();
      long size = log.head().size();
      while (applied.size() < size) {
        applyNext();
      }
    }
  }

  /** How long the log was after the last commit since the opening that erased something, or 0. */
  public long erasedSize() {
    return erasedSize;
  }

  /** What whoever has begun before an erasure is told after it. */
  public static ConflictException erasedMeanwhile() {
    return new ConflictException(
        ErrorCode.WRITE_CONFLICT,
        "something was erased meanwhile, or more is kept here by now; begin again");
  }

  /** What a new line shows although it did not start with it. */
  List<Event> strangers(Line line, Map<Origin, Long> here, long beforeSeq) {
    return names.strangers(line, here, beforeSeq);
  }

  /** Whether a commit is known of on a line that was forked. */
  public boolean hasCommitted(Line line) {
    return committedForks.contains(line.number());
  }

  /** What lies on no branch, but belongs to the database. */
  public Source everywhere() {
    return source(EVERYWHERE, Long.MAX_VALUE);
  }

  /** All that an origin has seen of others, by what its commits say. */
  public VersionVector seenBy(Origin origin) {
    catchUp(log.appended().size());
    return Knowledge.of(origin, source(EVERYWHERE, Versions.UNPUBLISHED));
  }

  /** Likewise, what it had seen when it made one of its events. */
  public VersionVector seenBy(Origin origin, long originSeq) {
    catchUp(log.head().size());
    return Knowledge.of(origin, originSeq, source(EVERYWHERE, log.head().size()));
  }

  /** The number that an identity column has got to, on whatever branch. */
  public OptionalLong lastNumber(Table table, Column column) {
    catchUp(log.head().size());
    return Effects.number(everywhere(), Effects.identity(table, column));
  }

  /** How many commits were made here since the opening. */
  public long commits() {
    return commits.sum();
  }

  /** How many of the events that were taken in since the opening made no sense. */
  public long senseless() {
    synchronized (turn) {
      return effects.senseless();
    }
  }

  /** What the payloads that were taken in since the opening amount to. */
  public long payloadBytes() {
    return payloadBytes.sum();
  }

  /** Likewise, of one line. */
  public long payloadBytes(int line) {
    return payloadBytesOfLine.getOrDefault(line, 0L);
  }

  /** The names as of the last commit that was appended, here or by the writer that is followed. */
  public Refs refs() {
    catchUp(log.isReadOnly() ? log.head().size() : namesSize);
    return names.refs();
  }

  /** The merges that have been applied. */
  public Merges merges() {
    return names.merges();
  }

  /** What merges left different, of those that were asked for lately. */
  public Residues residues() {
    return residues;
  }

  public Versions versions() {
    return versions;
  }

  /** Codecs of tables for one who reads or writes. */
  public Tables newTables() {
    return tables.another();
  }

  public Catalogs catalogs() {
    return catalogs;
  }

  /** About how much there is. */
  public Estimates estimates() {
    return estimates;
  }

  public EventLog log() {
    return log;
  }

  public Reducers reducers() {
    return reducers;
  }

  public ContentStore store() {
    return store;
  }

  /** What a lineage held before a seq; the state must have got there. */
  public Source source(Lineage lineage, long beforeSeq) {
    return new IndexSource(versions, lineage, beforeSeq, null);
  }

  /**
   * Likewise, and brings the state there when something is asked: who only writes does not wait.
   *
   * @param size not more than what is appended
   */
  public Source sourceOnDemand(Lineage lineage, long size) {
    requireSound();
    if (noted < size) {
      catchUp(size); // else a change of a definition could be overlooked
    }
    return new IndexSource(versions, lineage, size, this);
  }

  /** The seq of the last change of a definition that a lineage sees before a seq, or -1. */
  long newestChange(Lineage lineage, long beforeSeq) {
    long known = lastChange.find(lineage, beforeSeq);
    if (known != LastChange.UNKNOWN) {
      return known;
    }
    long since = lastChange.size();
    catchUp(Math.min(since, beforeSeq));
    long newest = versions.newestSeq(Catalogs.changes(), lineage, beforeSeq);
    lastChange.keep(lineage, beforeSeq, since, newest);
    return newest;
  }

  /** Does one piece of background work; whether there was any. */
  public boolean step() {
    boolean isBehind = takeIn();
    Versions index = versions;
    try {
      return !isClosed && (index.step() || isBehind);
    } catch (ConflictException overtaken) { // by an erasure: then there is another index to step
      return true;
    }
  }

  /** Takes in some of what was appended, so that whoever reads next need not. */
  private boolean takeIn() {
    long size = log.head().size();
    synchronized (turn) {
      for (int i = 0; i < STEP_COMMITS && !isClosed && applied.size() < size; i++) {
        applyNext();
      }
      return !isClosed && applied.size() < size;
    }
  }

  /** Closes, so that little has to be read again when it is next opened. */
  @Override
  public void close() {
    synchronized (turn) {
      isClosed = true;
      if (versions.statistics().memoryVersions() > LEFT_IN_MEMORY_MAX) {
        versions.flush();
      }
      versions.close();
    }
  }
}
