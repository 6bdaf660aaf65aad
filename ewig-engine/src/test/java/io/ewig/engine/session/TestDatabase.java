package io.ewig.engine.session;

import io.ewig.engine.LogKind;
import io.ewig.engine.check.language.CheckLanguage;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.checkpoint.CheckpointPolicy;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.chronicle.ChronicleFiles;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.internal.memory.MemoryStore;
import io.ewig.engine.internal.plain.PlainFiles;
import io.ewig.engine.internal.salt.SaltFile;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.internal.segment.SegmentFiles;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.merge.paused.PausedMerges;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.number.Numbers;
import io.ewig.engine.time.RisingClock;
import io.ewig.engine.world.Reducers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * A database put together by hand: a clock that stands until it is told, little memory for
 * versions, and no thread that works behind one's back.
 */
final class TestDatabase implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final int FAN_IN = 3;
  private static final long SEGMENT_BYTES = 1 << 20;

  private final LogKind kind;
  private final int memoryBytes;
  private final Durability durability;
  private final Random random;
  private final Path folder = fresh();
  private final Origin id = new Origin(7, 7);
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(1);
  private MemoryStore store = new MemoryStore();
  private long nanos = 1_767_225_600_000_000_000L; // 2026 begins
  private EventLog log;
  private State state;
  private Database database;

  TestDatabase(LogKind kind, int memoryBytes, Durability durability, Randoms random) {
    this.kind = kind;
    this.memoryBytes = memoryBytes;
    this.durability = durability;
    this.random = new Random(random.longBelow(Long.MAX_VALUE));
    open();
  }

  static TestDatabase inMemory() {
    return new TestDatabase(LogKind.MEMORY, 1 << 20, Durability.NONE, new Randoms(1));
  }

  static TestDatabase onDisk(Durability durability) {
    return new TestDatabase(LogKind.PLAIN, 1 << 20, durability, new Randoms(1));
  }

  private static Path fresh() {
    try {
      return Files.isWritable(MEMORY)
          ? Files.createTempDirectory(MEMORY, "ewig-session")
          : Files.createTempDirectory("ewig-session");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open() {
    RealDisk disk = new RealDisk();
    VersionsOptions options =
        new VersionsOptions(
            runs(),
            disk,
            FrameKeys.NONE,
            memoryBytes,
            FAN_IN,
            64 << 10,
            State.rules(Reducers.DEFAULT));
    Versions versions;
    if (kind == LogKind.MEMORY) {
      log = log == null ? new MemoryLog() : log;
      versions = Versions.inMemory(options);
    } else {
      Journal journal = openJournal(disk);
      log = journal;
      versions =
          Versions.open(
              options,
              (size, chain) ->
                  size <= journal.head().size() && journal.headAt(size).chain().equals(chain));
    }
    state = new State(log, store, Reducers.DEFAULT, versions, Part.everything(), Inception.NONE);
    RisingClock clock =
        new RisingClock(() -> nanos, log.heads().lastNanos(), log.heads().lastHlc());
    Committer committer =
        new Committer(
            log,
            store,
            id,
            clock,
            new SaltKeys(id, 0, new SecureRandom(), SaltFile.none()),
            state::appended,
            () -> state.seenBy(id),
            null,
            Part.everything(),
            Inception.NONE);
    Checkpoints checkpoints = new Checkpoints(state, null, CheckpointPolicy.DEFAULT, true);
    database =
        new Database(
            log,
            checkpoints,
            committer,
            () -> nanos,
            new CheckLanguage(),
            random,
            new Numbers(state),
            new PausedMerges(state),
            new Reserved(false));
  }

  private Journal openJournal(RealDisk disk) {
    SegmentFiles files = kind == LogKind.PLAIN ? new PlainFiles(disk) : new ChronicleFiles();
    return Journal.open(
        new JournalOptions(
            folder.resolve("log"),
            id,
            disk,
            files,
            FrameKeys.NONE,
            durability,
            SEGMENT_BYTES,
            false,
            "a test",
            random,
            background));
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  Database database() {
    return database;
  }

  State state() {
    return state;
  }

  EventLog log() {
    return log;
  }

  MemoryStore store() {
    return store;
  }

  Branches branches() {
    return new Branches(database);
  }

  Transaction begin(String branch) {
    return database.begin(branch);
  }

  View view(String branch, When when) {
    return database.view(branch, when);
  }

  View view() {
    return view("main", When.NOW);
  }

  Appending append(String branch, EventDraft... drafts) {
    Appending appending = new Appending(database);
    appending.on(branch);
    List.of(drafts).forEach(appending::add);
    return appending;
  }

  long nanos() {
    return nanos;
  }

  void tick(long by) {
    nanos += by;
  }

  /** From then on payloads are looked for elsewhere, after the next opening. */
  void loseBlobs() {
    store = new MemoryStore();
  }

  /** Closes and opens again what is on disk; in memory the state alone is made anew. */
  void reopen() {
    state.close();
    if (kind != LogKind.MEMORY) {
      log.close();
    }
    open();
  }

  /** The same without anything that is derived. */
  void rebuild() {
    state.close();
    if (kind != LogKind.MEMORY) {
      log.close();
    }
    delete(runs());
    open();
  }

  @Override
  public void close() {
    state.close();
    log.close();
    background.shutdownNow();
    delete(folder);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
