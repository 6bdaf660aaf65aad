package io.ewig.engine.timeline;

import io.ewig.engine.check.language.CheckLanguage;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.checkpoint.CheckpointPolicy;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.salt.SaltFile;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.merge.paused.PausedMerges;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.Appending;
import io.ewig.engine.session.Branches;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.Reserved;
import io.ewig.engine.session.number.Numbers;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.RisingClock;
import io.ewig.engine.world.Reducers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** A log in memory, and an index with so little memory that it makes runs all the time. */
final class SmallDatabase implements AutoCloseable {

  private final VersionsOptions options;
  private final Clock clock;
  private final Reducers reducers;
  private final MemoryLog log = new MemoryLog();
  private final MemoryStore store = new MemoryStore();
  private Database database;

  SmallDatabase(Path folder, int memoryBytes, Clock clock, Reducers reducers) {
    this.options =
        new VersionsOptions(
            folder, new RealDisk(), FrameKeys.NONE, memoryBytes, 3, 64 << 10, Hash.ZERO);
    this.clock = clock;
    this.reducers = reducers;
    this.database = open();
  }

  private Database open() {
    Versions versions =
        Versions.open(
            options,
            (size, chain) -> size <= log.head().size() && log.headAt(size).chain().equals(chain));
    State state = new State(log, store, reducers, versions, Part.everything(), Inception.NONE);
    RisingClock rising = new RisingClock(clock, log.heads().lastNanos(), log.heads().lastHlc());
    Committer committer =
        new Committer(
            log,
            store,
            new Origin(1, 2),
            rising,
            new SaltKeys(new Origin(1, 2), 0, new SecureRandom(), SaltFile.none()),
            state::appended,
            () -> VersionVector.EMPTY,
            null,
            Part.everything(),
            Inception.NONE);
    Checkpoints checkpoints = new Checkpoints(state, null, CheckpointPolicy.DEFAULT, true);
    return new Database(
        log,
        checkpoints,
        committer,
        clock,
        new CheckLanguage(),
        new Random(1),
        new Numbers(state),
        new PausedMerges(state),
        new Reserved(false));
  }

  /** Loses what the index has in memory. */
  void reopen() {
    database.state().versions().close();
    database = open();
  }

  Database database() {
    return database;
  }

  MemoryLog log() {
    return log;
  }

  Branches branches() {
    return new Branches(database);
  }

  Timelines timelines(long cacheBytes) {
    return new Timelines(database, cacheBytes);
  }

  Commit append(String branch, Collection<EventDraft> drafts) {
    Appending appending = new Appending(database);
    appending.on(branch);
    drafts.forEach(appending::add);
    return appending.commit();
  }

  Commit append(EventDraft draft) {
    return append(Branch.MAIN.name(), List.of(draft));
  }

  @Override
  public void close() {
    database.state().close();
  }
}
