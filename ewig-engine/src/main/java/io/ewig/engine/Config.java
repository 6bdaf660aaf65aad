package io.ewig.engine;

import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.check.language.CheckLanguage;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.log.Durability;
import io.ewig.engine.time.Clock;
import io.ewig.engine.world.Reducer;
import io.ewig.engine.world.Reducers;
import java.util.Optional;

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
    boolean signing) {

  private static final long SEGMENT_BYTES = 256L << 20;

  public Config {
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
        false);
  }

  /** Folds the worlds that a glob of their names matches by a reducer of one's own. */
  public Config withReducer(String glob, Reducer reducer) {
    return new Config(
        log,
        durability,
        segmentBytes,
        readOnly,
        createIfMissing,
        key,
        clock,
        reducers.with(glob, reducer),
        checks,
        signing);
  }

  /** Understands CHECK constraints in another way. */
  public Config withChecks(CheckCompiler compiler) {
    return new Config(
        log,
        durability,
        segmentBytes,
        readOnly,
        createIfMissing,
        key,
        clock,
        reducers,
        compiler,
        signing);
  }

  public Config withLog(LogKind kind) {
    return new Config(
        kind,
        durability,
        segmentBytes,
        readOnly,
        createIfMissing,
        key,
        clock,
        reducers,
        checks,
        signing);
  }

  public Config withDurability(Durability when) {
    return new Config(
        log, when, segmentBytes, readOnly, createIfMissing, key, clock, reducers, checks, signing);
  }

  public Config withSegmentBytes(long bytes) {
    return new Config(
        log, durability, bytes, readOnly, createIfMissing, key, clock, reducers, checks, signing);
  }

  public Config withReadOnly(boolean only) {
    return new Config(
        log,
        durability,
        segmentBytes,
        only,
        createIfMissing,
        key,
        clock,
        reducers,
        checks,
        signing);
  }

  public Config withCreateIfMissing(boolean create) {
    return new Config(
        log, durability, segmentBytes, readOnly, create, key, clock, reducers, checks, signing);
  }

  /** Encrypts a new database under the provider's key; an encrypted one can't be opened without. */
  public Config withKey(KeyProvider provider) {
    return new Config(
        log,
        durability,
        segmentBytes,
        readOnly,
        createIfMissing,
        Optional.of(provider),
        clock,
        reducers,
        checks,
        signing);
  }

  public Config withClock(Clock source) {
    return new Config(
        log,
        durability,
        segmentBytes,
        readOnly,
        createIfMissing,
        key,
        source,
        reducers,
        checks,
        signing);
  }

  /** Has a new database sign its commits, under a name of its own that only it can write in. */
  public Config withSigning(boolean signs) {
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
        signs);
  }
}
