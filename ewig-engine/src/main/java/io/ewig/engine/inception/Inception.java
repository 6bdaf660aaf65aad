package io.ewig.engine.inception;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Heads;
import io.ewig.engine.time.SystemNanos;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  public static final Inception NONE = new Inception(null, () -> null);

  /**
   * Of the event with which a database says that it begins at a checkpoint: the first of its log,
   * which all replicas get and which changes nothing.
   */
  public static final World WORLD = World.of("ewig://inception");

  /** Where a log that begins at a checkpoint says so, and what came of the checkpoint lies. */
  public static final long SEQ = 0;

  private final @Nullable Statement statement;
  private final VersionVector version;
  private final Supplier<@Nullable SignedCheckpoint> whole;

  private Inception(@Nullable Statement statement, Supplier<@Nullable SignedCheckpoint> whole) {
    this.statement = statement;
    this.version = statement == null ? VersionVector.EMPTY : statement.version();
    this.whole = whole;
  }

  /** At a checkpoint that is in memory. */
  public static Inception at(SignedCheckpoint checkpoint) {
    return new Inception(checkpoint.statement(), () -> checkpoint);
  }

  /** At a checkpoint that can be read again. */
  public static Inception at(Statement statement, Supplier<@Nullable SignedCheckpoint> checkpoint) {
    return new Inception(statement, checkpoint);
  }

  /** Whether the history begins at nothing. */
  public boolean isNone() {
    return statement == null;
  }

  /** What was signed of the checkpoint, if it begins at one. */
  public Optional<Statement> statement() {
    return Optional.ofNullable(statement);
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
   * Whether a place on branch main that is folded is its end there, so that all which is folded lay
   * before it. Which commit came last is for each replica to say, if several wrote.
   *
   * @param commit the hash of its first event
   * @param held what was there then; empty if only one origin had written
   */
  public boolean isEndedBy(Hash commit, VersionVector held) {
    return statement != null
        && (held.isEmpty() ? statement.head().equals(commit) : held.contains(version));
  }

  /** Gives the state; nothing where there is none. */
  public void forEach(Consumer<Entry> action) {
    SignedCheckpoint checkpoint = whole.get();
    if (checkpoint != null) {
      checkpoint.forEach(action);
    }
  }

  /**
   * Refuses to look at a moment that is folded.
   *
   * @param size how long the log was by then
   */
  public void requireReached(long size) {
    if (statement != null && size <= SEQ) {
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
