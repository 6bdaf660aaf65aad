package io.ewig.engine;

import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.FolderSign;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.checkpoint.CheckpointFile;
import io.ewig.engine.internal.checkpoint.CheckpointPolicy;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.chronicle.ChronicleFiles;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.commit.Salts;
import io.ewig.engine.internal.crypt.EncryptedFrames;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.JournalOptions;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.pack.PackStore;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.internal.plain.PlainFiles;
import io.ewig.engine.internal.run.RunFolder;
import io.ewig.engine.internal.segment.SegmentFiles;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Progress;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.Numbers;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.RisingClock;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of an open database, put together: the one place that knows all implementations. */
record Opened(
    Origin id,
    EventLog log,
    ContentStore store,
    Committer committer,
    Database database,
    @Nullable KeyVault vault,
    @Nullable ScheduledExecutorService background,
    @Nullable ScheduledFuture<?> upkeep)
    implements AutoCloseable {

  private static final long STEP_MILLIS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(Ewig.class);

  static Opened inMemory(Config config) {
    SecureRandom random = new SecureRandom();
    MemoryLog log = new MemoryLog();
    MemoryStore store = new MemoryStore();
    Origin id = DatabaseFile.newId(random);
    VersionsOptions options = VersionsOptions.of(Path.of("runs"), new RealDisk(), FrameKeys.NONE);
    State state = new State(log, store, config.reducers(), Versions.inMemory(options));
    return assemble(id, log, store, state, null, config, random, null, null);
  }

  static Opened open(Path folder, Config config) {
    return open(folder, config, false);
  }

  /**
   * @param afresh whether to make all that is derived anew
   */
  static Opened open(Path folder, Config config, boolean afresh) {
    if (config.log() == LogKind.MEMORY) {
      return inMemory(config);
    }
    SecureRandom random = new SecureRandom();
    Disk disk = new RealDisk();
    Origin id = identify(folder, config, disk, random);
    KeyVault vault = vault(folder, config, random);
    FrameKeys keys = vault == null ? FrameKeys.NONE : new EncryptedFrames(vault);
    ScheduledThreadPoolExecutor background = newBackground();
    Journal journal = null;
    PackStore store = null;
    try {
      journal =
          Journal.open(
              new JournalOptions(
                  folder.resolve("log"),
                  id,
                  disk,
                  files(config, disk),
                  keys,
                  config.durability(),
                  config.segmentBytes(),
                  config.readOnly(),
                  holder(),
                  random,
                  background));
      if (!journal.isReadOnly()) {
        putSignsUp(folder, disk);
      }
      if (vault != null && !journal.isReadOnly()) {
        vault.notices().forEach(LOG::warn);
        vault.repair();
      }
      VersionsOptions options =
          VersionsOptions.of(folder.resolve("runs"), disk, keys)
              .madeBy(State.rules(config.reducers()));
      CheckpointFile checkpoints = new CheckpointFile(disk, folder);
      if (afresh) {
        deleteDerived(journal, folder, checkpoints, options);
      }
      store =
          PackStore.open(PackOptions.of(disk, folder.resolve("store"), keys, journal.isReadOnly()));
      State state = new State(journal, store, config.reducers(), versions(options, journal));
      return assemble(id, journal, store, state, checkpoints, config, random, vault, background);
    } catch (RuntimeException | Error e) {
      if (store != null) {
        store.close();
      }
      if (journal != null) {
        journal.close();
      }
      background.shutdownNow();
      if (vault != null) {
        vault.close();
      }
      throw e;
    }
  }

  private static void deleteDerived(
      Journal journal, Path folder, CheckpointFile checkpoints, VersionsOptions options) {
    if (journal.isReadOnly()) {
      throw new UserException(
          ErrorCode.READ_ONLY,
          folder
              + " is open for reading only, so nothing can be made anew; "
              + journal
                  .damage()
                  .map(damage -> "repair this first: " + damage.getMessage())
                  .orElse("open it to write"));
    }
    checkpoints.delete();
    Versions.clear(options);
  }

  /** Opens a database after deleting all that is derived from its log, and makes that anew. */
  static Opened rebuild(Path folder, Config config) {
    Opened opened = open(folder, config, true);
    try {
      State state = opened.database.state();
      state.catchUp(opened.log.head().size());
      while (state.step() || opened.database.checkpoints().step()) {
        Thread.onSpinWait();
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Reads the log again from its start, beside what was made of it, and compares. */
  StateReport verifyState(Progress progress) {
    Disk disk = new RealDisk();
    Path folder = null;
    try {
      folder = Files.createTempDirectory("ewig-verify");
      FrameKeys keys = vault == null ? FrameKeys.NONE : new EncryptedFrames(vault);
      VersionsOptions options = VersionsOptions.of(folder, disk, keys);
      try (Versions scratch = Versions.open(options, (size, chain) -> false)) {
        State replayed = new State(log, store, database.state().reducers(), scratch);
        return database.verifyState(replayed, progress);
      }
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "no room to verify in: " + e.getMessage(), e);
    } finally {
      if (folder != null) {
        delete(disk, folder);
      }
    }
  }

  private static void delete(Disk disk, Path folder) {
    try {
      for (Path file : disk.list(folder)) {
        disk.delete(file);
      }
      disk.delete(folder);
    } catch (IOException e) { // a leftover of a verification that is over
      LOG.warn("{} can be deleted: {}", folder, e.getMessage());
    }
  }

  private static void putSignsUp(Path folder, Disk disk) {
    try {
      FolderSign.DATABASE.make(disk, folder);
      FolderSign.STORE.make(disk, folder.resolve("store"));
      FolderSign.RUNS.make(disk, folder.resolve("runs"));
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not write to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Reads who this database is, or makes a new one. */
  private static Origin identify(Path folder, Config config, Disk disk, SecureRandom random) {
    Path file = folder.resolve(DatabaseFile.NAME);
    try {
      if (disk.exists(file)) {
        DatabaseFile known = DatabaseFile.parse(disk.read(file), file.toString());
        requireKeysToFit(folder, known, config);
        return known.id();
      }
      if (config.readOnly() || !config.createIfMissing()) {
        throw new UserException(
            ErrorCode.NOT_A_DATABASE,
            folder + " holds no database: there is no " + DatabaseFile.NAME + " in it");
      }
      if (!disk.list(folder).isEmpty()) {
        throw new UserException(
            ErrorCode.NOT_A_DATABASE,
            folder
                + " is not empty and holds no database; choose an empty folder, or restore "
                + DatabaseFile.NAME);
      }
      return create(folder, config, disk, random);
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not open " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Origin create(Path folder, Config config, Disk disk, SecureRandom random)
      throws IOException {
    disk.createDirectories(folder);
    if (config.key().isPresent()) {
      KeyVault.create(folder, config.key().get(), random).close();
    }
    DatabaseFile fresh =
        new DatabaseFile(
            DatabaseFile.newId(random),
            SystemNanos.toInstant(config.clock().nanos()),
            config.key().isPresent());
    disk.write(folder.resolve("README.txt"), DatabaseFile.readme());
    disk.replace(folder.resolve(DatabaseFile.NAME), fresh.toBytes());
    return fresh.id();
  }

  private static void requireKeysToFit(Path folder, DatabaseFile known, Config config) {
    if (known.encrypted() && config.key().isEmpty()) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          folder + " is encrypted; open it with the key that it was made with (Config.withKey)");
    }
    if (!known.encrypted() && config.key().isPresent()) {
      throw new UserException(
          ErrorCode.WRONG_KEY,
          folder + " is not encrypted, so it can't be opened with a key; leave the key out");
    }
  }

  private static @Nullable KeyVault vault(Path folder, Config config, SecureRandom random) {
    Optional<KeyProvider> key = config.key();
    return key.isEmpty() ? null : KeyVault.open(folder, key.get(), random);
  }

  private static SegmentFiles files(Config config, Disk disk) {
    if (config.log() == LogKind.CHRONICLE && !config.readOnly()) {
      try {
        return new ChronicleFiles();
      } catch (UserException | LinkageError e) {
        LOG.warn(
            "Chronicle does not work in this JVM, so new log files are plain ones: {}",
            e.getMessage());
      }
    }
    return new PlainFiles(disk);
  }

  private static String holder() {
    ProcessHandle me = ProcessHandle.current();
    return "process "
        + me.pid()
        + " ("
        + me.info()
            .command()
            .map(command -> String.valueOf(Path.of(command).getFileName()))
            .orElse("java")
        + ") since "
        + SystemNanos.toInstant(Clock.system().nanos());
  }

  private static ScheduledThreadPoolExecutor newBackground() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ewig-background");
              thread.setDaemon(true);
              return thread;
            });
    one.setRemoveOnCancelPolicy(true);
    one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return one;
  }

  private static Opened assemble(
      Origin id,
      EventLog log,
      ContentStore store,
      State state,
      @Nullable CheckpointFile file,
      Config config,
      SecureRandom random,
      @Nullable KeyVault vault,
      @Nullable ScheduledExecutorService background) {
    RisingClock clock =
        new RisingClock(config.clock(), log.heads().lastNanos(), log.heads().lastHlc());
    Committer committer = new Committer(log, store, id, clock, new Salts(random), state::appended);
    Checkpoints checkpoints =
        new Checkpoints(state, file, CheckpointPolicy.DEFAULT, !log.isReadOnly());
    Database database =
        new Database(
            log,
            checkpoints,
            committer,
            config.clock(),
            config.checks(),
            random,
            new Numbers(state));
    ScheduledFuture<?> upkeep =
        background == null || config.readOnly()
            ? null
            : background.scheduleWithFixedDelay(
                () -> work(checkpoints), STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
    return new Opened(id, log, store, committer, database, vault, background, upkeep);
  }

  private static void work(Checkpoints checkpoints) {
    try {
      while (!Thread.currentThread().isInterrupted()
          && (checkpoints.state().step() || checkpoints.step())) {
        Thread.onSpinWait();
      }
    } catch (RuntimeException e) { // whoever writes meets it as well, and tells its caller
      LOG.warn("what is derived from the log could not be tidied: {}", e.getMessage());
    }
  }

  /** The index of versions, or what of it is of use: what is missing comes from the log again. */
  private static Versions versions(VersionsOptions options, Journal journal) {
    RunFolder.Belongs belongs =
        (size, chain) ->
            size <= journal.head().size() && journal.headAt(size).chain().equals(chain);
    if (journal.isReadOnly()) {
      try {
        return Versions.openToRead(options, belongs);
      } catch (CorruptionException damage) {
        LOG.warn("the version index is left aside: {}", damage.getMessage());
        return Versions.inMemory(options);
      }
    }
    try {
      return Versions.open(options, belongs);
    } catch (CorruptionException damage) {
      LOG.warn("a part of the version index is made anew: {}", damage.getMessage());
      Versions.drop(options, damage);
      return Versions.open(options, belongs);
    }
  }

  Optional<CorruptionException> damage() {
    return log instanceof Journal journal ? journal.damage() : Optional.empty();
  }

  @Override
  public void close() {
    if (upkeep != null) {
      upkeep.cancel(false);
    }
    try {
      database.checkpoints().close();
      database.state().close();
    } finally {
      closeStore();
    }
  }

  private void closeStore() {
    try {
      store.close(); // before the log, whose lock keeps other writers away
    } finally {
      closeLog();
    }
  }

  private void closeLog() {
    try {
      log.close();
    } finally {
      if (background != null) {
        background.shutdown();
      }
      if (vault != null) {
        vault.close();
      }
    }
  }
}
