package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Merges;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.LateTables;
import io.ewig.engine.internal.lineage.Knowledge;
import io.ewig.engine.internal.lineage.Naming;
import io.ewig.engine.internal.lineage.Residues;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.part.Filter;
import io.ewig.engine.part.Part;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.Reducers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
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

  /**
   * What took longer to come from the log than one waits gladly, is not left to come from there.
   */
  private static final long REPLAYED_MAX = 1 << 15;

  private static final long RULES = Preimage.domain("EWIGIDX1");

  private static final Logger LOG = LoggerFactory.getLogger(State.class);

  /** Another number for every change in which versions follow from the same events. */
  private static final int RULES_NUMBER = 6;

  /** Where names are, and what else belongs to no branch. */
  public static final Lineage EVERYWHERE = Lineage.of(Refs.NAMES);

  private final EventLog log;
  private final ContentStore store;
  private final Reducers reducers;
  private final Part part;
  private final Inception inception;
  private final Catalogs catalogs = new Catalogs();
  private final Tables tables = new Tables();
  private final PayloadBytes payloadBytes = new PayloadBytes();
  private final LongAdder commits = new LongAdder();
  private final Set<Integer> committedForks = ConcurrentHashMap.newKeySet();
  private final LastChange lastChange;
  private final Arrivals arrivals;
  private final long openedSize;
  private final Object turn = new Object();
  private volatile Intake intake; // takes in while somebody has the turn
  private volatile Residues residues = new Residues();
  private volatile Estimates estimates = new Estimates();
  private volatile long noted; // how long the log is at least, of which we have been told
  private volatile long namesSize; // the log's size after the last commit that changed a name
  private volatile long erasedSize; // the log's size after the last commit that erased something
  private volatile boolean isStartingOver;
  private volatile boolean isClosed;
  private boolean isReplayKept; // guarded by turn

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
    this.arrivals = new Arrivals(log);
    this.openedSize = log.head().size();
    this.namesSize = openedSize; // what the index has not taken in may change names
    this.lastChange = new LastChange(openedSize); // or tables
    this.noted = openedSize;
    this.isReplayKept = openedSize == 0;
    this.intake = intakeInto(versions);
  }

  private Intake intakeInto(Versions index) {
    return new Intake(
        new Intake.Setting(
            log,
            store,
            reducers,
            inception,
            catalogs,
            seq -> !log.isReadOnly() || seq < openedSize,
            payloadBytes),
        index);
  }

  /** Where the history begins. */
  public Inception inception() {
    return inception;
  }

  /** Whether what has a seq came with the checkpoint at which the history begins. */
  public boolean isFolded(long seq) {
    return inception.isFolded(seq);
  }

  /** What of the history is kept. */
  public Part part() {
    return part;
  }

  /**
   * What of it a line and its tables have, as far as a source shows them.
   *
   * @param size what has a smaller seq is shown
   */
  public Coverage coverage(Filter filter, Line line, Source source, long size) {
    LateTables definitions = new LateTables(store, seq -> intake.eventAt(seq));
    Line shown = names().refs().shownBefore(line, size); // which is known if the line is
    return new Coverage(filter, line, shown, source, definitions);
  }

  /** By which rules versions follow from the log: runs made under others are of no use. */
  public static Hash rules(Reducers reducers) {
    return Preimage.start(RULES).putInt(RULES_NUMBER).putHash(reducers.fingerprint()).hash();
  }

  /** Sees every line whole. */
  public Lineage allLines() {
    return names().allLines();
  }

  /** Takes note of a commit that was just appended; for the appending thread. */
  public void appended(Commit commit) {
    commits.increment();
    Branch on = commit.info().branch();
    Optional<Line> line = names().refs().line(on);
    if (on.equals(RefChange.LINE) || line.isEmpty()) {
      namesSize = commit.endSeq();
    }
    if (line.isPresent() && line.get().fork() != null) {
      committedForks.add(line.get().number());
    }
    if (Erasure.isIn(commit)) {
      erasedSize = commit.endSeq();
    }
    lastChange.note(commit);
    noted = commit.endSeq();
    arrivals.add(commit);
    follow(commit.endSeq() - (commit.last().type().isOfRow() ? LAG_ROWS_MAX : LAG_EVENTS_MAX));
  }

  /** What was appended is there, whether or not all that follows from it can be kept by now. */
  private void follow(long size) {
    try {
      catchUp(size);
    } catch (EwigException e) { // whoever reads meets it as well, and is told
      LOG.debug("the state stays behind what was appended: {}", e.getMessage());
    }
  }

  /**
   * Brings the state to where it has all events before a seq.
   *
   * @param size at most {@code log.head().size()}, or what {@link #appended} was told of
   */
  public void catchUp(long size) {
    if (!isStartingOver && versions().applied().endSeq() >= size) {
      return;
    }
    synchronized (turn) {
      requireOpen();
      while (intake.size() < size) {
        intake.takeFrom(arrivals);
      }
    }
  }

  /** In its turn: who comes when it was closed must leave alone what another has open by now. */
  private void requireOpen() {
    if (isClosed) {
      throw ReadGuard.closed();
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
      requireOpen();
      isStartingOver = true;
      try {
        versions().close(this::startedOver);
        arrivals.clear();
        takeAllInto(intakeInto(emptied(empty)));
        residues = new Residues();
        estimates = new Estimates();
      } finally {
        isStartingOver = false;
      }
    }
  }

  /** Nobody reads in it before all is there: half of it would look like another history. */
  private void takeAllInto(Intake anew) {
    try {
      long size = log.head().size();
      while (anew.size() < size) {
        anew.takeFrom(arrivals);
      }
    } finally {
      intake = anew; // where it could not be filled, who needs it goes on with that, or is told why
    }
  }

  private Versions emptied(Supplier<Versions> empty) {
    try {
      return empty.get();
    } catch (ResourceException e) { // until this is done again, there is nothing to be read
      ResourceException why =
          new ResourceException(
              e.code(),
              "the index of versions could not be made anew, and nothing is read before it is; that is"
                  + " tried again by itself, each minute at least, and when the database is opened: "
                  + e.getMessage(),
              e);
      intake.giveUp(why);
      throw why;
    }
  }

  /** What whoever goes on with the index of before is told. */
  private EwigException startedOver() {
    return intake.refusal().orElseGet(State::erasedMeanwhile);
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
      return intake.senseless();
    }
  }

  /** What the payloads that were taken in since the opening amount to. */
  public long payloadBytes() {
    return payloadBytes.all();
  }

  /** Likewise, of one line. */
  public long payloadBytes(int line) {
    return payloadBytes.of(line);
  }

  /** The names as of the last commit that was appended, here or by the writer that is followed. */
  public Refs refs() {
    catchUp(log.isReadOnly() ? log.head().size() : namesSize);
    return names().refs();
  }

  /** The merges that have been applied. */
  public Merges merges() {
    return names().merges();
  }

  /** What merges left different, of those that were asked for lately. */
  public Residues residues() {
    return residues;
  }

  public Versions versions() {
    return intake.versions();
  }

  private Naming names() {
    return intake.names();
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
    return new IndexSource(versions(), lineage, beforeSeq);
  }

  /**
   * Likewise, and brings the state there when something is asked: who only writes does not wait.
   *
   * @param size not more than what is appended
   */
  public Source sourceOnDemand(Lineage lineage, long size) {
    intake.requireSound();
    if (noted < size) {
      catchUp(size); // else a change of a definition could be overlooked
    }
    return new IndexSource(versions(), lineage, size, this);
  }

  /** The seq of the last change of a definition that a lineage sees before a seq, or -1. */
  long newestChange(Lineage lineage, long beforeSeq) {
    long known = lastChange.find(lineage, beforeSeq);
    if (known != LastChange.UNKNOWN) {
      return known;
    }
    long since = lastChange.size();
    catchUp(Math.min(since, beforeSeq));
    long newest = versions().newestSeq(Catalogs.changes(), lineage, beforeSeq);
    lastChange.keep(lineage, beforeSeq, since, newest);
    return newest;
  }

  /** Does one piece of background work; whether there was any. */
  public boolean step() {
    boolean isBehind = takeIn();
    Versions index = versions();
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
      for (int i = 0; i < STEP_COMMITS && !isClosed && intake.size() < size; i++) {
        intake.takeFrom(arrivals);
      }
      keepReplayed();
      return !isClosed && intake.size() < size;
    }
  }

  /**
   * Once what was there at the opening has been taken in: has a run made of it, if it is much. Only
   * a close does that otherwise, and who is killed again and again reads ever more again.
   */
  private void keepReplayed() {
    if (!isReplayKept && !isClosed && intake.size() >= openedSize) {
      isReplayKept = true;
      if (versions().statistics().memoryVersions() > REPLAYED_MAX) {
        versions().setAside();
      }
    }
  }

  /** Closes, so that little has to be read again when it is next opened. */
  @Override
  public void close() {
    synchronized (turn) {
      isClosed = true;
      try {
        boolean isMuch = versions().statistics().memoryVersions() > LEFT_IN_MEMORY_MAX;
        if (isMuch && intake.refusal().isEmpty()) { // one that stopped amid a commit keeps nothing
          versions().flush();
        }
      } finally {
        versions().close();
      }
    }
  }
}
