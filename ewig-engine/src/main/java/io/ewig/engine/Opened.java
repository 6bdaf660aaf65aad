package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.BackupRun;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.InceptionFile;
import io.ewig.engine.internal.checkpoint.CheckpointFile;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.chronicle.ChronicleFiles;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.crypt.EncryptedFrames;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.crypt.SigningIdentity;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.pack.PackStore;
import io.ewig.engine.internal.plain.PlainFiles;
import io.ewig.engine.internal.salt.SaltFile;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.internal.segment.SegmentFiles;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Progress;
import io.ewig.engine.merge.paused.PausedMerges;
import io.ewig.engine.part.Filter;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.StateReport;
import io.ewig.engine.session.number.Numbers;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.RisingClock;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
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
    Supplier<Versions> emptyIndex,
    ErasingMark erasing,
    SaltKeys salts,
    Warm warm,
    Part part,
    BackupRun.@Nullable Source files,
    @Nullable KeyVault vault,
    @Nullable SigningKey signer,
    @Nullable ScheduledExecutorService background,
    @Nullable Upkeep upkeep)
    implements AutoCloseable {

  /** Files of a log that lacks payloads have to have room for them, if ever they come. */
  private static final long SEGMENT_BYTES_OF_PARTS = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Ewig.class);

  static Opened inMemory(Config config, Workings workings) {
    return inMemory(config, workings, Inception.NONE);
  }

  static Opened inMemory(Config config, Workings workings, Inception inception) {
    SecureRandom random = new SecureRandom();
    MemoryLog log = new MemoryLog();
    MemoryStore store = new MemoryStore();
    SigningKey signer = config.signing() ? Ed25519Key.generate(random) : null;
    Origin id = signer == null ? DatabaseFile.newId(random) : SigningOrigin.of(signer.publicKey());
    VersionsOptions options = VersionsOptions.of(Path.of("runs"), new RealDisk(), FrameKeys.NONE);
    Supplier<Versions> emptyIndex = () -> Versions.inMemory(options);
    Filter filter = config.filter().orElse(Filter.EVERYTHING);
    Part part = new Part(filter, filter, Part.Keeper.NONE);
    State state = new State(log, store, config.reducers(), emptyIndex.get(), part, inception);
    Checkpoints checkpoints = new Checkpoints(state, null, workings.checkpoints(), true);
    ErasingMark erasing = ErasingMark.inMemory();
    return assemble(
        id,
        log,
        store,
        checkpoints,
        emptyIndex,
        erasing,
        new SaltKeys(id, 0, random, SaltFile.none()),
        Warm.none(log),
        null,
        config,
        random,
        null,
        signer,
        null);
  }

  /**
   * @param afresh whether to make all that is derived anew
   */
  static Opened open(Path folder, Config config, Workings workings, boolean afresh) {
    if (config.log() == LogKind.MEMORY) {
      return inMemory(config, workings);
    }
    SecureRandom random = new SecureRandom();
    Disk disk = workings.disk();
    Home home = new Home(folder, disk);
    DatabaseFile who = home.identify(config, random);
    if (!config.readOnly()) {
      home.makeRoom();
    }
    KeyVault vault = vault(folder, config, random);
    FrameKeys keys = frames(vault);
    SigningKey signer = signer(folder, vault, who, config);
    ScheduledExecutorService background = workings.background().get();
    Journal journal = null;
    PackStore store = null;
    Warm warm = null;
    try {
      Inception inception = InceptionFile.read(disk, folder, who.inception(), keys);
      journal = journal(home, who.id(), who.isPart(), config, keys, random, background);
      furnish(journal, home, vault);
      VersionsOptions options =
          workings.versions(home.runs(), keys).madeBy(State.rules(config.reducers()));
      CheckpointFile file = new CheckpointFile(disk, folder);
      ErasingMark erasing = ErasingMark.open(disk, folder);
      SaltFile saltFile = vault == null ? SaltFile.in(disk, folder) : SaltFile.none();
      SaltKeys salts = salts(who.origin(), journal, erasing, saltFile, random);
      if (Derived.erase(journal, folder, erasing) || afresh) {
        Derived.delete(journal, home, file, options);
      }
      warm = Warm.open(disk, home.warm(), keys, journal, workings.warmEvents());
      store = PackStore.open(workings.packs(home.store(), keys, journal.isReadOnly()));
      Supplier<Versions> index = Derived.index(options, journal);
      Part part = new Part(who.whole(), who.wanted(), home::keep);
      State state = new State(journal, store, config.reducers(), index.get(), part, inception);
      Checkpoints checkpoints =
          new Checkpoints(state, file, workings.checkpoints(), !journal.isReadOnly());
      Supplier<Versions> empty = Derived.emptyIndex(options, index);
      return assemble(
              who.origin(),
              journal,
              store,
              checkpoints,
              empty,
              erasing,
              salts,
              warm,
              new BackupRun.Source(disk, folder, who, journal),
              config,
              random,
              vault,
              signer,
              background)
          .finished();
    } catch (RuntimeException | Error e) {
      giveUp(store, warm, journal, background, vault, signer);
      throw e;
    }
  }

  /** Ends an erasure that whoever had the database open before has begun. */
  private Opened finished() {
    if (erasing.unfinished().isPresent()) {
      Erasures.finishOpening(database, erasing);
    }
    return this;
  }

  /** The keys of salts, of which an erasure that has begun leaves none. */
  private static SaltKeys salts(
      Origin self, Journal journal, ErasingMark erasing, SaltFile file, SecureRandom random) {
    if (erasing.unfinished().isPresent()) {
      file.delete();
    }
    return new SaltKeys(self, journal.heads().originSeq(self), random, file);
  }

  /** Sees to what is to be in the folder of a database, if it can be written to. */
  private static void furnish(Journal journal, Home home, @Nullable KeyVault vault) {
    if (journal.isReadOnly()) {
      return;
    }
    home.putSignsUp();
    if (vault != null) {
      vault.notices().forEach(LOG::warn);
      vault.repair();
    }
  }

  /** Closes what there is of a database that can't be opened. */
  private static void giveUp(
      @Nullable PackStore store,
      @Nullable Warm warm,
      @Nullable Journal journal,
      ScheduledExecutorService background,
      @Nullable KeyVault vault,
      @Nullable SigningKey signer) {
    if (store != null) {
      store.close();
    }
    if (warm != null) {
      warm.close();
    }
    if (journal != null) {
      journal.close();
    }
    background.shutdownNow();
    if (vault != null) {
      vault.close();
    }
    if (signer != null) {
      signer.close();
    }
  }

  static Journal journal(
      Home home,
      Origin id,
      boolean isPart,
      Config config,
      FrameKeys keys,
      SecureRandom random,
      ScheduledExecutorService background) {
    return Journal.open(journalOptions(home, id, isPart, config, keys, random, background));
  }

  private static JournalOptions journalOptions(
      Home home,
      Origin id,
      boolean isPart,
      Config config,
      FrameKeys keys,
      SecureRandom random,
      ScheduledExecutorService background) {
    return new JournalOptions(
        home.log(),
        id,
        home.disk(),
        files(config, home.disk()),
        keys,
        config.durability(),
        isPart ? Math.min(config.segmentBytes(), SEGMENT_BYTES_OF_PARTS) : config.segmentBytes(),
        config.readOnly(),
        holder(),
        random,
        background);
  }

  /** What is done with a log that is not opened for it. */
  interface LogWork<T> {
    T with(JournalOptions options) throws IOException;
  }

  /** Does something with the files of a log that nobody has open. */
  static <T> T onClosedLog(Path folder, Config config, Workings workings, LogWork<T> work)
      throws IOException {
    SecureRandom random = new SecureRandom();
    Home home = new Home(folder, workings.disk());
    DatabaseFile who = home.identify(config, random);
    KeyVault vault = vault(folder, config, random);
    ScheduledExecutorService background = workings.background().get();
    try {
      return work.with(
          journalOptions(home, who.id(), who.isPart(), config, frames(vault), random, background));
    } finally {
      background.shutdownNow();
      if (vault != null) {
        vault.close();
      }
    }
  }

  /** Opens a database after deleting all that is derived from its log, and makes that anew. */
  static Opened rebuild(Path folder, Config config, Workings workings) {
    Opened opened = open(folder, config, workings, true);
    try {
      opened.database.state().catchUp(opened.log.head().size());
      while (opened.step()) {
        Thread.onSpinWait();
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Does one piece of the work that nobody waits for; whether there was any. */
  boolean step() {
    return step(database.checkpoints(), warm);
  }

  private static boolean step(Checkpoints checkpoints, Warm warm) {
    return checkpoints.state().step() || checkpoints.step() || warm.step();
  }

  static @Nullable KeyVault vault(Path folder, Config config, SecureRandom random) {
    Optional<KeyProvider> key = config.key();
    return key.isEmpty() ? null : KeyVault.open(folder, key.get(), random);
  }

  /** With what the database signs, if it is to write and does. */
  private static @Nullable SigningKey signer(
      Path folder, @Nullable KeyVault vault, DatabaseFile who, Config config) {
    if (config.readOnly() || !SigningOrigin.is(who.origin())) {
      return null;
    }
    try {
      return SigningIdentity.open(folder, vault, who.origin());
    } catch (RuntimeException | Error e) {
      if (vault != null) {
        vault.close();
      }
      throw e;
    }
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

  static String holder() {
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

  private static Opened assemble(
      Origin id,
      EventLog log,
      ContentStore store,
      Checkpoints checkpoints,
      Supplier<Versions> emptyIndex,
      ErasingMark erasing,
      SaltKeys salts,
      Warm warm,
      BackupRun.@Nullable Source files,
      Config config,
      SecureRandom random,
      @Nullable KeyVault vault,
      @Nullable SigningKey signer,
      @Nullable ScheduledExecutorService background) {
    State state = checkpoints.state();
    RisingClock clock = new RisingClock(config.clock(), log.heads().lastNanos(), lastHlc(state));
    Committer committer =
        new Committer(
            log,
            store,
            id,
            clock,
            salts,
            state::appended,
            () -> state.seenBy(id),
            signer,
            state.part(),
            state.inception());
    Database database =
        new Database(
            log,
            checkpoints,
            committer,
            config.clock(),
            config.checks(),
            random,
            new Numbers(state),
            new PausedMerges(state));
    Upkeep upkeep =
        background == null || log.isReadOnly()
            ? null
            : Upkeep.start(() -> step(checkpoints, warm), background);
    return new Opened(
        id,
        log,
        store,
        committer,
        database,
        emptyIndex,
        erasing,
        salts,
        warm,
        state.part(),
        files,
        vault,
        signer,
        background,
        upkeep);
  }

  private static long lastHlc(State state) {
    long ofLog = state.log().heads().lastHlc();
    long folded = state.inception().lastHlc();
    return Long.compareUnsigned(ofLog, folded) > 0 ? ofLog : folded;
  }

  Backup backup(Path to, Optional<Path> base, Progress progress) {
    if (files == null) {
      throw new UserException(
          ErrorCode.UNSUPPORTED, "a database in memory has no files to back up; export it instead");
    }
    if (damage().isPresent()) {
      throw damage().get();
    }
    return BackupRun.run(
        files.keeping(part.whole(), part.wanted()),
        to,
        base.orElse(null),
        DatabaseFile.newId(new SecureRandom()),
        SystemNanos.toInstant(Clock.system().nanos()),
        progress);
  }

  StateReport verifyState(Progress progress) {
    return Derived.verify(database, frames(vault), progress).with(warm.verify());
  }

  static FrameKeys frames(@Nullable KeyVault vault) {
    return vault == null ? FrameKeys.NONE : new EncryptedFrames(vault);
  }

  Optional<CorruptionException> damage() {
    return log instanceof Journal journal ? journal.damage() : Optional.empty();
  }

  @Override
  public void close() {
    if (upkeep != null) {
      upkeep.close();
    }
    try {
      database.checkpoints().close();
      database.state().close();
      warm.close();
      if (!log.isReadOnly()) {
        salts.save();
      }
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
      if (signer != null) {
        signer.close();
      }
    }
  }
}
