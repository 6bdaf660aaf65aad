package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.BackupRun;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Progress;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an open database.
 *
 * @param ground null if it is in memory
 */
record Opened(
    Origin id,
    Database database,
    Supplier<Versions> emptyIndex,
    ErasingMark erasing,
    SaltKeys salts,
    Warm warm,
    @Nullable SigningKey signer,
    @Nullable Ground ground)
    implements AutoCloseable {

  EventLog log() {
    return database.log();
  }

  ContentStore store() {
    return database.state().store();
  }

  /** Does one piece of the work that nobody waits for; whether there was any. */
  boolean step() {
    return database.state().step() || database.checkpoints().step() || warm.step();
  }

  /**
   * Has work done in the background that nobody waits for; null if there is none.
   *
   * @param piece does a piece of it; whether there was any
   */
  @Nullable Upkeep startUpkeep(BooleanSupplier piece) {
    return ground == null || log().isReadOnly() ? null : Upkeep.start(piece, ground.background());
  }

  Backup backup(Path to, Optional<Path> base, Progress progress) {
    if (ground == null || !(log() instanceof Journal journal)) {
      throw new UserException(
          ErrorCode.UNSUPPORTED, "a database in memory has no files to back up; export it instead");
    }
    if (damage().isPresent()) {
      throw damage().get();
    }
    Home home = ground.home();
    Part part = database.state().part(); // of which more may be kept than when it was opened
    return BackupRun.run(
        new BackupRun.Source(
            home.disk(), home.folder(), ground.who().keeping(part.whole(), part.wanted()), journal),
        to,
        base.orElse(null),
        DatabaseFile.newId(new SecureRandom()),
        SystemNanos.toInstant(Clock.system().nanos()),
        progress);
  }

  /**
   * @param isErasing waits while something is erased; whether any of it is left to be done
   */
  StateReport verifyState(Progress progress, BooleanSupplier isErasing) {
    FrameKeys keys = ground == null ? FrameKeys.NONE : ground.keys();
    return Derived.verify(database, keys, progress).with(warm.verify(isErasing));
  }

  Optional<CorruptionException> damage() {
    return log() instanceof Journal journal ? journal.damage() : Optional.empty();
  }

  @Override
  public void close() {
    try {
      closeState();
      if (!log().isReadOnly()) {
        salts.save();
      }
    } finally {
      closeStore();
    }
  }

  private void closeState() {
    try {
      database.checkpoints().close();
      database.state().close();
    } finally {
      warm.close();
    }
  }

  private void closeStore() {
    try {
      store().close(); // before the log, whose lock keeps other writers away
    } finally {
      closeLog();
    }
  }

  private void closeLog() {
    try {
      log().close();
    } finally {
      if (ground != null) {
        ground.close();
      }
      if (signer != null) {
        signer.close();
      }
    }
  }
}
