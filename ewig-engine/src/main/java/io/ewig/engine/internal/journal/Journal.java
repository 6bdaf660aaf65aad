package io.ewig.engine.internal.journal;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.FolderSign;
import io.ewig.engine.hash.ConsistencyProof;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.DurableMark;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.TailFile;
import io.ewig.engine.internal.journal.file.WriterLock;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.internal.journal.opening.OpeningToRead;
import io.ewig.engine.internal.journal.read.BackwardCursor;
import io.ewig.engine.internal.journal.read.ForwardCursor;
import io.ewig.engine.internal.journal.read.JournalReader;
import io.ewig.engine.internal.journal.read.MappedReads;
import io.ewig.engine.internal.journal.read.Segments;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Forces;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.LogSegment;
import io.ewig.engine.log.PollingTail;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.Tail;
import io.ewig.engine.log.VerifyReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The log that is on disk; see the package for how it keeps its promises. */
public final class Journal implements EventLog {

  private static final long NAP_NANOS = 20_000;

  private final JournalOptions options;
  private final Opening opening;
  private final Segments segments = new Segments();
  private final ReadGuard writing = new ReadGuard();
  private final JournalReader reader;
  private final MappedReads reads;
  private final JournalProofs proofs;
  private final @Nullable WriterLock lock;
  private final @Nullable DurableMark mark;
  private final @Nullable JournalWriter writer;
  private final @Nullable Follower follower;
  private final @Nullable ScheduledFuture<?> flusher;
  private volatile Head visible;
  private volatile Head appended;
  private boolean closed; // guarded by this

  private Journal(
      JournalOptions options,
      Opening opening,
      @Nullable WriterLock lock,
      @Nullable DurableMark mark) {
    this.options = options;
    this.opening = opening;
    this.lock = lock;
    this.mark = mark;
    this.visible = opening.state().head();
    this.appended = visible;
    for (int i = 0; i < opening.manifest().sealed().size(); i++) {
      int index = i;
      long base = opening.manifest().sealed().get(i).baseSeq();
      segments.add(base, () -> opening.sealedSegments().open(index));
    }
    this.reader = new JournalReader(segments, this::head);
    this.reads = new MappedReads(options, opening.guard(), segments);
    this.proofs = new JournalProofs(this, opening);
    if (lock != null) {
      this.writer = new JournalWriter(opening, segments, writing, this::published);
      this.follower = null;
      published(visible);
    } else {
      this.writer = null;
      opening.tails().forEach(tail -> segments.add(tail.segment()));
      this.follower = mark == null ? null : new Follower(opening, segments, mark);
    }
    this.flusher = writer == null ? null : startFlusher(writer.early());
  }

  /**
   * Opens a log, making it if there is none and repairing what a crash left.
   *
   * <p>Where something that had been acknowledged is damaged, the log opens read-only whatever was
   * asked for, and {@link #damage()} says what it is.
   */
  public static Journal open(JournalOptions options) {
    return options.readOnly() ? read(options) : write(options);
  }

  private static Journal write(JournalOptions options) {
    JournalPaths paths = options.paths();
    Disk disk = options.disk();
    Failures.run("make", paths.active(), () -> disk.createDirectories(paths.active()));
    WriterLock lock = WriterLock.acquire(paths.writerLock(), options.holder());
    DurableMark mark = null;
    Opening opening = null;
    try {
      boolean isNew = !disk.exists(paths.manifest());
      if (isNew) {
        requireNoSegments(options);
      }
      Manifest manifest =
          isNew
              ? Manifest.create(disk, paths.manifest(), options.store())
              : Manifest.open(disk, paths.manifest(), options.store(), true);
      Failures.run("mark", options.folder(), () -> FolderSign.LOG.make(disk, options.folder()));
      Failures.run("mark", paths.active(), () -> FolderSign.ACTIVE.make(disk, paths.active()));
      mark = DurableMark.open(disk, paths.mark(), true);
      opening = Opening.of(options, manifest, mark.get(), Long.MAX_VALUE);
      if (opening.damage() != null) {
        mark.close();
        lock.close();
        return new Journal(options, opening, null, null);
      }
      return new Journal(options, opening, lock, mark);
    } catch (RuntimeException | Error e) {
      if (opening != null) {
        opening.release();
      }
      if (mark != null) {
        mark.close();
      }
      lock.close();
      throw e;
    }
  }

  private static void requireNoSegments(JournalOptions options) {
    boolean any =
        Failures.ask("look into", options.folder(), () -> !TailFile.find(options, 0).isEmpty());
    if (any) {
      throw missingManifest(options);
    }
  }

  private static CorruptionException missingManifest(JournalOptions options) {
    return new CorruptionException(
        ErrorCode.MISSING_FILE,
        options.paths().manifest().toString(),
        -1,
        "the segments manifest is missing; restore it, or the whole folder, from a backup");
  }

  private static Journal read(JournalOptions options) {
    JournalPaths paths = options.paths();
    Disk disk = options.disk();
    if (!disk.exists(paths.manifest())) {
      throw missingManifest(options);
    }
    DurableMark mark =
        disk.exists(paths.mark()) ? DurableMark.open(disk, paths.mark(), false) : null;
    try {
      return new Journal(options, new OpeningToRead(options, mark).open(), null, mark);
    } catch (RuntimeException | Error e) {
      if (mark != null) {
        mark.close();
      }
      throw e;
    }
  }

  private @Nullable ScheduledFuture<?> startFlusher(EarlyForce force) {
    if (!(options.durability() instanceof Durability.Batch batch)) {
      return null;
    }
    long millis = batch.interval().toMillis();
    return options
        .background()
        .scheduleWithFixedDelay(force::force, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void published(Head durable) {
    if (options.durability().waits()) {
      visible = durable;
    }
    if (mark != null) {
      mark.set(durable.size());
    }
  }

  /** What keeps a damaged log from being written to. */
  public Optional<CorruptionException> damage() {
    return Optional.ofNullable(opening.damage());
  }

  /** The damage that a reader met first since the log was opened. */
  public Optional<CorruptionException> unreadable() {
    return reads.unreadable();
  }

  /** The error that every further write gets, after one that failed. */
  public Optional<EwigException> writeFailure() {
    return Optional.ofNullable(writer == null ? null : writer.commits().failed());
  }

  @Override
  public Head head() {
    Follower following = follower;
    if (following == null) {
      return visible;
    }
    int ticket = opening.guard().enter();
    try {
      return following.head();
    } finally {
      opening.guard().leave(ticket);
    }
  }

  @Override
  public void requireOpen() {
    opening.guard().requireOpen();
  }

  @Override
  public Head appended() {
    return writer == null ? head() : appended;
  }

  @Override
  public Heads heads() {
    return opening.state().heads();
  }

  @Override
  public Head append(Commit commit) {
    JournalWriter to = writer;
    if (to == null) {
      throw readOnly();
    }
    int ticket = writing.enter();
    try {
      Head after = to.append(commit);
      appended = after;
      if (!options.durability().waits()) {
        visible = after;
      }
      return after;
    } finally {
      writing.leave(ticket);
    }
  }

  private UserException readOnly() {
    CorruptionException damage = opening.damage();
    return new UserException(
        ErrorCode.READ_ONLY,
        options.folder()
            + " is open for reading only"
            + (damage == null
                ? ""
                : " because it is damaged: "
                    + damage.getMessage()
                    + "; restore it from a backup or a peer"),
        damage);
  }

  @Override
  public void erase(Collection<Long> seqs) {
    NavigableSet<Long> left = new TreeSet<>();
    for (long seq : seqs) {
      if (!(get(seq).payload() instanceof Payload.Erased)) {
        left.add(seq);
      }
    }
    rewrite(Rewriting.erasing(left));
  }

  @Override
  public void fill(Map<Long, Payload> payloads) {
    Map<Long, Payload> left = new HashMap<>();
    payloads.forEach(
        (seq, payload) -> {
          if (get(seq).payload() instanceof Payload.Withheld) {
            left.put(seq, payload);
          }
        });
    rewrite(Rewriting.filling(left));
  }

  private void rewrite(Rewriting what) {
    JournalWriter to = writer;
    if (to == null) {
      throw readOnly();
    }
    int ticket = writing.enter();
    try {
      to.rewrite(what);
    } finally {
      writing.leave(ticket);
    }
  }

  @Override
  public Forces forces() {
    JournalWriter to = writer;
    return to == null ? Forces.NONE : to.commits().forces();
  }

  @Override
  public void awaitDurable(LongSupplier size) {
    JournalWriter to = writer;
    if (to != null && options.durability().waits()) {
      int ticket = writing.tryEnter();
      if (ticket == ReadGuard.TURNED_AWAY) {
        awaitClosed(to.commits(), size);
        return;
      }
      try {
        to.commits().await(size);
      } finally {
        writing.leave(ticket);
      }
    }
  }

  /** What was appended before the log was closed is forced by that: who waits for it is told so. */
  private void awaitClosed(GroupCommit commits, LongSupplier size) {
    commits.passOn(); // this thread may have worked for those who were let in and keep it open
    close(); // or waits until that is done
    while (size.getAsLong() == GroupCommit.NOT_APPENDED) {
      LockSupport.parkNanos(this, NAP_NANOS); // whoever is at it gets to the end, or is refused
    }
    commits.requireForced(size.getAsLong());
  }

  @Override
  public Event get(long seq) {
    return reads.askOften(() -> reader.get(seq));
  }

  @Override
  public OptionalLong find(Hash hash) {
    return reads.ask(() -> reader.find(hash));
  }

  @Override
  public Commit commitOf(long seq) {
    return reads.ask(() -> reader.commitOf(seq));
  }

  @Override
  public EventId commitIdOf(long seq) {
    return reads.askOften(() -> reader.commitIdOf(seq));
  }

  @Override
  public Head headAt(long size) {
    proofs.requireSize(size);
    return reader.headAt(size);
  }

  @Override
  public long sizeAt(long systemNanos) {
    return reads.ask(() -> reader.sizeAt(systemNanos));
  }

  @Override
  public List<LogSegment> segments() {
    return reads.ask(
        () -> {
          long size = head().size();
          List<LogSegment> found = new ArrayList<>();
          int count = segments.count();
          for (int i = 0; i < count; i++) {
            Segment segment = segments.get(i);
            long end = Math.min(size, segment.endSeq());
            boolean isSealed = i < count - 1;
            found.add(
                new LogSegment(segment.file(), segment.baseSeq(), end, segment.end(), isSealed));
          }
          return found;
        });
  }

  /** The files that hold the log as it is now, to be copied while others go on writing. */
  public LogImage image() {
    Head now = head();
    return reads.ask(() -> LogImage.of(options, now, segments, opening.manifest().sealed(), reads));
  }

  /** The files that hold the log up to the end of a commit. */
  public LogImage image(long size) {
    Head then = headAt(size);
    return reads.ask(
        () -> LogImage.of(options, then, segments, opening.manifest().sealed(), reads));
  }

  @Override
  public long sealedUntil(long seq) {
    long end = segments.sealedEnd(seq);
    return end > head().size() ? seq : end;
  }

  @Override
  public EventCursor scan(Scan scan) {
    long size = head().size();
    long to = Math.min(scan.toSeq(), size);
    if (scan.toNanos() != Long.MAX_VALUE) {
      to = Math.min(to, sizeBefore(scan.toNanos()));
    }
    long from = scan.fromSeq();
    if (scan.fromNanos() != Long.MIN_VALUE) {
      from = Math.max(from, sizeBefore(scan.fromNanos()));
    }
    return scan.backward()
        ? new BackwardCursor(this::forward, scan, Math.min(from, to), to)
        : forward(scan, Math.min(from, to), to);
  }

  private long sizeBefore(long nanos) {
    return nanos == Long.MIN_VALUE ? 0 : sizeAt(nanos - 1);
  }

  private EventCursor forward(Scan scan, long from, long to) {
    return new ForwardCursor(reads, segments, reader, scan, from, to);
  }

  @Override
  public Tail follow(Scan scan) {
    return new PollingTail(this, scan);
  }

  @Override
  public Hash root(long size) {
    return proofs.root(size);
  }

  @Override
  public InclusionProof proveInclusion(long seq, long size) {
    return proofs.inclusion(seq, size);
  }

  @Override
  public ConsistencyProof proveConsistency(long oldSize, long newSize) {
    return proofs.consistency(oldSize, newSize);
  }

  @Override
  public VerifyReport verify(Progress progress) {
    JournalVerifier verifier = new JournalVerifier(options, opening, head());
    return reads.ask(() -> verifier.run(progress));
  }

  @Override
  public boolean isReadOnly() {
    return writer == null;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    writing.close();
    if (flusher != null) {
      flusher.cancel(false);
    }
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      throw Failures.failure("close", options.folder(), e);
    } finally {
      if (opening.guard().close()) {
        segments.close();
        if (mark != null) {
          mark.close();
        }
      }
      if (lock != null) {
        lock.close();
      }
    }
  }
}
