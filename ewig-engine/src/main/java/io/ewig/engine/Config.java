package io.ewig.engine;

import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.check.language.CheckLanguage;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.log.Durability;
import io.ewig.engine.part.Filter;
import io.ewig.engine.time.Clock;
import io.ewig.engine.world.Reducer;
import io.ewig.engine.world.Reducers;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a database is opened; each {@code with...} gives a changed copy.
 *
 * @param log what keeps the log
 * @param durability when an append counts as acknowledged
 * @param segmentBytes the size that the log's files grow to
 * @param readOnly change nothing; also for a folder without write rights, or beside a living writer
 * @param createIfMissing make the database if the folder holds none
 * @param key where the key comes from, for a database that is encrypted at rest
 * @param clock where system time comes from
 * @param reducers what folds the events of worlds into objects
 * @param checks what understands the texts of CHECK constraints
 * @param signing whether a database that is made signs its commits; one that is there does what it
 *     did, see {@link Keys#sign}
 * @param filter what a database that is made keeps of the histories that it meets; nothing said:
 *     one that is there keeps what it did, and a new one everything
 * @param audit whether events are added to {@code ewig://audit}: in a server's own database, and in
 *     no other, lest anybody take what somebody wrote there for what the server noted
 */
public record Config(
    LogKind log,
    Durability durability,
    long segmentBytes,
    boolean readOnly,
    boolean createIfMissing,
    Optional<KeyProvider> key,
    Clock clock,
    Reducers reducers,
    CheckCompiler checks,
    boolean signing,
    Optional<Filter> filter,
    boolean audit) {

  private static final long SEGMENT_BYTES = 256L << 20;

  public Config {
    Objects.requireNonNull(log, "log: name one of LogKind");
    Objects.requireNonNull(durability, "durability: say Durability.DURABLE, or another one");
    Objects.requireNonNull(key, "key: leave it out for a database that is not encrypted");
    Objects.requireNonNull(clock, "clock: say Clock.system()");
    Objects.requireNonNull(reducers, "reducers: say Reducers.DEFAULT");
    Objects.requireNonNull(checks, "checks: leave it out for the language of checks");
    Objects.requireNonNull(filter, "filter: leave it out to keep everything");
    if (segmentBytes < JournalOptions.SEGMENT_BYTES_MIN
        || segmentBytes > JournalOptions.SEGMENT_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "segmentBytes lies between "
              + JournalOptions.SEGMENT_BYTES_MIN
              + " and "
              + JournalOptions.SEGMENT_BYTES_MAX
              + ", but "
              + segmentBytes
              + " does not");
    }
  }

  public static Config defaults() {
    return new Config(
        LogKind.CHRONICLE,
        Durability.DURABLE,
        SEGMENT_BYTES,
        false,
        true,
        Optional.empty(),
        Clock.system(),
        Reducers.DEFAULT,
        new CheckLanguage(),
        false,
        Optional.empty(),
        false);
  }

  /** A copy that is being changed: so each way to change one says what it changes, no more. */
  private static final class Draft {
    private LogKind log;
    private Durability durability;
    private long segmentBytes;
    private boolean readOnly;
    private boolean createIfMissing;
    private Optional<KeyProvider> key;
    private Clock clock;
    private Reducers reducers;
    private CheckCompiler checks;
    private boolean signing;
    private Optional<Filter> filter;
    private boolean audit;

    Draft(Config from) {
      log = from.log;
      durability = from.durability;
      segmentBytes = from.segmentBytes;
      readOnly = from.readOnly;
      createIfMissing = from.createIfMissing;
      key = from.key;
      clock = from.clock;
      reducers = from.reducers;
      checks = from.checks;
      signing = from.signing;
      filter = from.filter;
      audit = from.audit;
    }

    Config made() {
      return new Config(
          log,
          durability,
          segmentBytes,
          readOnly,
          createIfMissing,
          key,
          clock,
          reducers,
          checks,
          signing,
          filter,
          audit);
    }
  }

  private Config with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.made();
  }

  /** Folds the worlds that a glob of their names matches by a reducer of one's own. */
  public Config withReducer(String glob, Reducer reducer) {
    return with(draft -> draft.reducers = reducers.with(glob, reducer));
  }

  /** Understands CHECK constraints in another way. */
  public Config withChecks(CheckCompiler compiler) {
    return with(draft -> draft.checks = compiler);
  }

  public Config withLog(LogKind kind) {
    return with(draft -> draft.log = kind);
  }

  public Config withDurability(Durability when) {
    return with(draft -> draft.durability = when);
  }

  public Config withSegmentBytes(long bytes) {
    return with(draft -> draft.segmentBytes = bytes);
  }

  public Config withReadOnly(boolean only) {
    return with(draft -> draft.readOnly = only);
  }

  public Config withCreateIfMissing(boolean create) {
    return with(draft -> draft.createIfMissing = create);
  }

  /** Encrypts a new database under the provider's key; an encrypted one can't be opened without. */
  public Config withKey(KeyProvider provider) {
    return with(draft -> draft.key = Optional.of(provider));
  }

  public Config withClock(Clock source) {
    return with(draft -> draft.clock = source);
  }

  /** Has a new database sign its commits, under a name of its own that only it can write in. */
  public Config withSigning(boolean signs) {
    return with(draft -> draft.signing = signs);
  }

  /** Has a new database keep a part of what it meets; one that is there must keep just that. */
  public Config withFilter(Filter part) {
    return with(draft -> draft.filter = Optional.of(part));
  }

  /** Has whoever opens it note in {@code ewig://audit} who did what. */
  public Config withAudit(boolean notes) {
    return with(draft -> draft.audit = notes);
  }
}
