package io.ewig.engine;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.erasure.ErasingMark;
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
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.crypt.signature.Ed25519Key;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.pack.PackStore;
import io.ewig.engine.internal.salt.SaltFile;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.merge.paused.PausedMerges;
import io.ewig.engine.part.Filter;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.Reserved;
import io.ewig.engine.session.number.Numbers;
import io.ewig.engine.time.RisingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens databases and puts their parts together: the one place that knows all implementations. */
final class Assembly {

  private Assembly() {}

  static Opened inMemory(Config config, Workings workings, Inception inception) {
    SecureRandom random = new SecureRandom();
    MemoryLog log = new MemoryLog();
    SigningKey signer = config.signing() ? Ed25519Key.generate(random) : null;
    Origin id = signer == null ? DatabaseFile.newId(random) : SigningOrigin.of(signer.publicKey());
    VersionsOptions options = VersionsOptions.of(Path.of("runs"), new RealDisk(), FrameKeys.NONE);
    Supplier<Versions> emptyIndex = () -> Versions.inMemory(options);
    Filter filter = config.filter().orElse(Filter.EVERYTHING);
    State state =
        new State(
            log,
            new MemoryStore(),
            config.reducers(),
            emptyIndex.get(),
            new Part(filter, filter, Part.Keeper.NONE),
            inception);
    SaltKeys salts = new SaltKeys(id, 0, random, SaltFile.none());
    Checkpoints checkpoints = new Checkpoints(state, null, workings.checkpoints(), true);
    return new Opened(
        id,
        database(id, checkpoints, salts, signer, config),
        emptyIndex,
        ErasingMark.inMemory(),
        salts,
        Warm.none(log),
        signer,
        null);
  }

  /** Nobody would ever find anything in what is made empty and can't be written to. */
  private static void requireWritten(Config config) {
    if (config.readOnly()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a database in memory is empty when it is opened, so it is not opened for reading only;"
              + " name another log, or leave readOnly out");
    }
  }

  static Opened open(Path folder, Config config, Workings workings) {
    return open(folder, config, workings, false);
  }

  /** Opens a database after deleting all that is derived from its log, and makes that anew. */
  static Opened rebuild(Path folder, Config config, Workings workings) {
    Opened opened = open(folder, config, workings, true);
    try {
      opened.database().state().catchUp(opened.log().head().size());
      while (opened.step()) {
        Thread.onSpinWait();
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /**
   * @param afresh whether to make all that is derived anew
   */
  private static Opened open(Path folder, Config config, Workings workings, boolean afresh) {
    if (config.log() == LogKind.MEMORY) {
      requireWritten(config);
      return inMemory(config, workings, Inception.NONE);
    }
    Ground ground = Ground.of(folder, config, workings);
    SigningKey signer = null;
    Journal journal = null;
    PackStore store = null;
    Warm warm = null;
    try {
      Home home = ground.home();
      if (!config.readOnly()) {
        home.makeRoom();
      }
      signer = ground.signer();
      Disk disk = home.disk();
      FrameKeys keys = ground.keys();
      DatabaseFile who = ground.who();
      Inception inception = InceptionFile.read(disk, folder, who.inception(), keys);
      journal = Journal.open(ground.journal());
      if (!journal.isReadOnly()) {
        ground.furnish();
      }
      VersionsOptions options =
          workings.versions(home.runs(), keys).madeBy(State.rules(config.reducers()));
      CheckpointFile file = new CheckpointFile(disk, folder);
      ErasingMark erasing = ErasingMark.open(disk, folder);
      SaltKeys salts = salts(ground, journal, erasing);
      if (Derived.erase(journal, folder, erasing) || afresh) {
        Derived.delete(journal, home, file, options);
      }
      warm = Warm.open(disk, home.warm(), keys, journal, workings.warmEvents());
      store = PackStore.open(workings.packs(home.store(), keys, journal.isReadOnly()));
      Supplier<Versions> index = Derived.index(options, journal);
      Part part = new Part(who.whole(), who.wanted(), home::keep);
      State state = state(journal, store, config, index, options, part, inception);
      Checkpoints checkpoints =
          new Checkpoints(state, file, workings.checkpoints(), !journal.isReadOnly());
      Database database = database(who.origin(), checkpoints, salts, signer, config);
      Opened opened =
          new Opened(
              who.origin(),
              database,
              Derived.emptyIndex(options, index),
              erasing,
              salts,
              warm,
              signer,
              ground);
      if (erasing.unfinished().isPresent()) { // begun by who had the database open before
        Derived.finishErasure(database, erasing);
      }
      return opened;
    } catch (RuntimeException | Error e) {
      giveUp(ground, signer, journal, store, warm);
      throw e;
    }
  }

  private static State state(
      Journal journal,
      PackStore store,
      Config config,
      Supplier<Versions> index,
      VersionsOptions options,
      Part part,
      Inception inception) {
    return Derived.over(
        index,
        options,
        journal,
        versions -> new State(journal, store, config.reducers(), versions, part, inception));
  }

  /** Closes what there is of a database that can't be opened. */
  private static void giveUp(
      Ground ground,
      @Nullable SigningKey signer,
      @Nullable Journal journal,
      @Nullable PackStore store,
      @Nullable Warm warm) {
    if (store != null) {
      store.close();
    }
    if (warm != null) {
      warm.close();
    }
    if (journal != null) {
      journal.close();
    }
    ground.close();
    if (signer != null) {
      signer.close();
    }
  }

  /** The keys of salts, of which an erasure that has begun leaves none. */
  private static SaltKeys salts(Ground ground, Journal journal, ErasingMark erasing) {
    Home home = ground.home();
    SaltFile file =
        ground.vault() == null ? SaltFile.in(home.disk(), home.folder()) : SaltFile.none();
    if (erasing.unfinished().isPresent()) {
      file.delete();
    }
    Origin self = ground.who().origin();
    return new SaltKeys(self, journal.heads().originSeq(self), ground.random(), file);
  }

  private static Database database(
      Origin id,
      Checkpoints checkpoints,
      SaltKeys salts,
      @Nullable SigningKey signer,
      Config config) {
    State state = checkpoints.state();
    EventLog log = state.log();
    RisingClock clock = new RisingClock(config.clock(), log.heads().lastNanos(), lastHlc(state));
    Committer committer =
        new Committer(
            log,
            state.store(),
            id,
            clock,
            salts,
            state::appended,
            () -> state.seenBy(id),
            signer,
            state.part(),
            state.inception());
    return new Database(
        log,
        checkpoints,
        committer,
        config.clock(),
        config.checks(),
        new SecureRandom(),
        new Numbers(state),
        new PausedMerges(state),
        new Reserved(config.audit()));
  }

  private static long lastHlc(State state) {
    long ofLog = state.log().heads().lastHlc();
    long folded = state.inception().lastHlc();
    return Long.compareUnsigned(ofLog, folded) > 0 ? ofLog : folded;
  }
}
