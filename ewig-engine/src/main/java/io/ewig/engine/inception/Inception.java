package io.ewig.engine.inception;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Heads;
import io.ewig.engine.time.SystemNanos;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the history of a database begins: at nothing, or at a signed checkpoint.
 *
 * <p>Of the latter the statement is in memory; the state is read when it is needed, which is when
 * all that follows from the log is made anew.
 */
public final class Inception {

  /** At nothing: all events there are, are here. */
  public static final Inception NONE = new Inception(null, null, () -> null);

  /**
   * Of the events with which a database says that it begins at a checkpoint: the first of its log,
   * one for each milestone, which all replicas get and which change nothing.
   */
  public static final World WORLD = World.of("ewig://inception");

  private final @Nullable Statement statement;
  private final @Nullable Milestones milestones;
  private final VersionVector version;
  private final Supplier<@Nullable SignedCheckpoint> whole;

  private Inception(
      @Nullable Statement statement,
      @Nullable Milestones milestones,
      Supplier<@Nullable SignedCheckpoint> whole) {
    this.statement = statement;
    this.milestones = milestones;
    this.version = statement == null ? VersionVector.EMPTY : statement.version();
    this.whole = whole;
  }

  /** At a checkpoint that is in memory. */
  public static Inception at(SignedCheckpoint checkpoint) {
    return new Inception(checkpoint.statement(), checkpoint.milestones(), () -> checkpoint);
  }

  /** At a checkpoint that can be read again. */
  public static Inception at(SignedCheckpoint now, Supplier<@Nullable SignedCheckpoint> again) {
    return new Inception(now.statement(), now.milestones(), again);
  }

  /** Whether the history begins at nothing. */
  public boolean isNone() {
    return statement == null;
  }

  /** What was signed of the checkpoint, if it begins at one. */
  public Optional<Statement> statement() {
    return Optional.ofNullable(statement);
  }

  /** The commits of what is folded that something still leads to, if it begins at a checkpoint. */
  public Optional<Milestones> milestones() {
    return Optional.ofNullable(milestones);
  }

  /** How many events of the log stand for what is folded: its first ones. */
  public int size() {
    return milestones == null ? 0 : milestones.count();
  }

  /** Whether what has a seq is folded. */
  public boolean isFolded(long seq) {
    return 0 <= seq && seq < size();
  }

  /** The events that are folded. */
  public VersionVector version() {
    return version;
  }

  /** Where the chains of these stand; seqs of this log they have none. */
  public Map<Heads.Chain, Heads.ChainHead> chains() {
    Map<Heads.Chain, Heads.ChainHead> chains = new HashMap<>();
    if (statement != null) {
      statement.chains().forEach((chain, hash) -> chains.put(chain, new Heads.ChainHead(hash, -1)));
    }
    return chains;
  }

  /** How far each origin is known, of what is folded and what the log has. */
  public Map<Origin, Long> originSeqs(Heads heads) {
    Map<Origin, Long> all = heads.originSeqs();
    if (statement == null) {
      return all;
    }
    Map<Origin, Long> both = new HashMap<>(version.seqs());
    both.putAll(all);
    return both;
  }

  /** The hybrid time of an origin's last event that is folded; the least there is if none is. */
  public long lastHlc(Origin origin) {
    Statement.Reach reach = statement == null ? null : statement.origins().get(origin);
    return reach == null ? Long.MIN_VALUE : reach.hlc();
  }

  /** The greatest of these, or 0. */
  public long lastHlc() {
    return statement == null ? 0 : statement.lastHlc();
  }

  /**
   * Where a folded commit is among the milestones, see {@link Milestones#find}.
   *
   * @param commit the hash of its first event
   * @param held what was there then; empty if only one origin had written
   */
  public Optional<Milestones.Place> find(Branch on, Hash commit, VersionVector held) {
    return milestones == null ? Optional.empty() : milestones.find(on, commit, held, version);
  }

  /** The checkpoint itself, if it begins at one. */
  public Optional<SignedCheckpoint> checkpoint() {
    return Optional.ofNullable(whole.get());
  }

  /** The entries of the state; none where there is nothing. */
  public Iterator<Entry> entries() {
    SignedCheckpoint checkpoint = whole.get();
    return checkpoint == null ? Collections.emptyIterator() : checkpoint.entries();
  }

  /**
   * Refuses to look at a moment that is folded.
   *
   * @param size how long the log was by then
   */
  public void requireReached(long size) {
    if (size < size()) {
      throw folded("what lies before it can't be looked at here; ask a replica that has it");
    }
  }

  /** Refuses to give anything to somebody who lacks what is folded. */
  public void requireHad(VersionVector theirs) {
    if (!theirs.contains(version)) {
      throw tooOld();
    }
  }

  /** Why nothing is exchanged with somebody who lacks what is folded, if he does. */
  public Optional<String> whyTooOld(VersionVector theirs) {
    return theirs.contains(version)
        ? Optional.empty()
        : Optional.of(String.valueOf(tooOld().getMessage()));
  }

  private UserException tooOld() {
    return folded(
        "who lacks some of that can get none of it from here, nor what builds on it: let it meet a"
            + " replica that has all, or fill a new, empty folder by ewig sync --from-checkpoint");
  }

  /** Says that something is folded. */
  public UserException folded(String what) {
    String moment =
        statement == null ? "nothing" : SystemNanos.toInstant(statement.systemNanos()).toString();
    return new UserException(
        ErrorCode.FOLDED,
        "the history here begins at the signed checkpoint of "
            + moment
            + ", into which "
            + version.events()
            + " events are folded: "
            + what);
  }
}
