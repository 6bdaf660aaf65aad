package io.ewig.engine.internal.journal;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.Uninterrupted;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Entries;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.SegmentSealer;
import io.ewig.engine.internal.journal.file.SpareFile;
import io.ewig.engine.internal.journal.file.Strays;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.internal.journal.read.Segments;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import io.ewig.engine.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.function.Consumer;

/** Adds commits to the last segment and starts a new one when it is full; one thread. */
final class JournalWriter {

  private final JournalOptions options;
  private final Disk disk;
  private final JournalPaths paths;
  private final Manifest manifest;
  private final SealedSegments sealedSegments;
  private final Segments segments;
  private final ReadGuard guard;
  private final LogState state;
  private final BlockRoots blocks;
  private final SpareFile spare;
  private final GroupCommit commits;
  private final EarlyForce early;
  private GrowingSegment open;
  private long nextBytes = JournalOptions.FIRST_SEGMENT_BYTES;

  /**
   * @param opening where the log stands; its tail goes on if it has one
   * @param writing holds off the end of the log
   */
  JournalWriter(Opening opening, Segments segments, ReadGuard writing, Consumer<Head> publish) {
    this.options = opening.options();
    this.disk = options.disk();
    this.paths = options.paths();
    this.manifest = opening.manifest();
    this.sealedSegments = opening.sealedSegments();
    this.guard = opening.guard();
    this.segments = segments;
    this.state = opening.state();
    this.blocks = opening.blocks();
    this.spare = new SpareFile(disk, paths.spare(), options.background());
    Opening.Tail tail = opening.tail();
    try {
      this.open = tail == null ? start(nextNumber()) : goOn(tail);
    } catch (IOException | InternalError e) {
      throw Failures.failure(disk, "go on in", paths.active(), e);
    }
    this.commits = new GroupCommit(tip(), publish, Clock.system());
    this.early = new EarlyForce(commits, writing, options.background());
  }

  private GroupCommit.Tip tip() {
    return new GroupCommit.Tip(open.segment(), open.segment().end(), state.head());
  }

  GroupCommit commits() {
    return commits;
  }

  EarlyForce early() {
    return early;
  }

  private int nextNumber() {
    int count = manifest.sealed().size();
    return count == 0 ? 1 : manifest.sealed().get(count - 1).number() + 1;
  }

  Head append(Commit commit) {
    EwigException failed = commits.failed();
    if (failed != null) {
      throw failed;
    }
    Head after = state.check(commit);
    try {
      makeRoom(commit);
      long lag = commit.firstSeq() - commits.durableSize();
      open.add(commit, state.heads(), after.chain(), lag);
      state.advance(commit, after);
      commits.appended(tip());
    } catch (IOException | RuntimeException | Error e) { // part of it may stand in the file
      throw fail("append to", e);
    }
    early.appended();
    return after;
  }

  /** Takes no more writes: nobody knows what the file has by now. */
  private RuntimeException fail(String what, Throwable e) {
    commits.fail(e);
    if (e instanceof Error error && !(e instanceof InternalError)) { // which is how mappings fail
      throw error;
    }
    return Failures.failure(what, Path.of(open.segment().file()), e);
  }

  private void makeRoom(Commit commit) throws IOException {
    if (!open.fits(commit)) {
      seal();
      open =
          start(
              open.segment().number() + 1,
              GrowingSegment.bytesAtMost(commit) + 2 * GrowingSegment.SLACK_BYTES);
    }
  }

  private GrowingSegment start(int number) throws IOException {
    return start(number, 0);
  }

  private GrowingSegment start(int number, long atLeast) throws IOException {
    long bytes = (Math.max(nextBytes, atLeast) + 0xFFFF) & ~0xFFFFL;
    nextBytes = Math.min(JournalOptions.GROWTH * bytes, options.segmentBytes());
    Path directory = paths.active(number);
    try {
      GrowingSegment started = Uninterrupted.ask(() -> tryToStart(number, directory, bytes));
      spare.prepare(nextBytes);
      return started;
    } catch (IOException | RuntimeException | InternalError e) {
      EwigException failure = Failures.failure(disk, "start a segment in", directory, e);
      giveSpaceBack(directory, failure);
      throw failure;
    }
  }

  /** Leaves nothing to a second try where an interrupt has broken off the first. */
  private GrowingSegment tryToStart(int number, Path directory, long bytes) throws IOException {
    try {
      disk.createDirectories(directory);
      spare.moveTo(options.files().preparedIn(directory), bytes);
      return start(number, directory, bytes);
    } catch (IOException | RuntimeException e) {
      if (Uninterrupted.isBrokenOff(e)) {
        giveSpaceBack(directory, e);
      }
      throw e;
    }
  }

  /** Nothing is in a segment that could not be started; the next try finds the place empty. */
  private void giveSpaceBack(Path directory, Exception because) {
    try {
      SegmentSealer.deleteDirectory(disk, directory);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private GrowingSegment start(int number, Path directory, long bytes) throws IOException {
    GrowingSegment started =
        GrowingSegment.start(options, guard, directory, number, state.head(), bytes);
    try {
      started.force();
      disk.forceDirectory(directory);
      disk.forceDirectory(paths.active());
    } catch (IOException | RuntimeException | Error e) {
      started.segment().close();
      started.close();
      throw e;
    }
    segments.add(started.segment());
    return started;
  }

  private GrowingSegment goOn(Opening.Tail tail) throws IOException {
    GrowingSegment going = GrowingSegment.goOn(options, tail, state.head().size());
    try {
      going.force();
    } catch (IOException | RuntimeException | Error e) {
      going.close();
      throw e;
    }
    segments.add(going.segment());
    return going;
  }

  /** Puts segments into new files that hold the same history with other payloads, where needed. */
  void rewrite(Rewriting what) {
    EwigException failed = commits.failed();
    if (failed != null) {
      throw failed;
    }
    try {
      NavigableSet<Long> seqs = what.seqs();
      if (!seqs.isEmpty() && seqs.last() >= open.segment().baseSeq()) {
        sealEarly();
      } else {
        commits.forceNow(); // what says so has to be there after a crash, where nobody waits too
      }
      SegmentRewriter rewriter = new SegmentRewriter(options, guard, sealedSegments, manifest);
      Strays.remove(disk, paths, manifest);
      for (int i = 0; i < manifest.sealed().size(); i++) {
        Entry entry = manifest.sealed().get(i);
        Rewriting within = what.within(entry.baseSeq(), entry.endSeq());
        if (!within.seqs().isEmpty()) {
          rewriter.rewrite(i, within);
          int index = i;
          segments.replace(i, () -> sealedSegments.open(index));
        }
      }
      Strays.remove(disk, paths, manifest);
    } catch (IOException | InternalError e) {
      throw Failures.failure("rewrite", paths.root(), e);
    }
  }

  /** Only what is sealed is rewritten. */
  private void sealEarly() {
    try {
      int next = open.segment().number() + 1;
      seal();
      nextBytes = JournalOptions.FIRST_SEGMENT_BYTES;
      open = start(next);
      commits.appended(tip());
    } catch (IOException | RuntimeException | Error e) {
      throw fail("seal", e);
    }
  }

  /** Closes the growing segment for good. */
  private void seal() throws IOException {
    commits.forceNow();
    open.close();
    Segment segment = open.segment();
    new SegmentSealer(options, sealedSegments, manifest)
        .seal(entry(Kind.SEALED), segment, open.tables(), state);
    blocks.save(disk, paths.blockRoots());
  }

  private Entry entry(Kind kind) {
    return Entries.of(
        kind, options.files().writer(), open.segment(), open.tables(), state, open.bytes());
  }

  /** A segment this large is sealed at close, so that opening never has to walk over much. */
  private static final int EVENTS_LEFT_OPEN = 1 << 15;

  /** Leaves the log so that the next writer can go on at once; whatever fails, all is closed. */
  void close() throws IOException {
    try {
      spare.close();
    } finally {
      try {
        finish();
      } finally {
        open.close();
      }
    }
  }

  private void finish() throws IOException {
    if (commits.failed() != null) {
      return;
    }
    commits.forceNow();
    if (open.tables().count() > EVENTS_LEFT_OPEN) {
      seal();
      return;
    }
    open.close();
    open.segment().map().force(0, open.segment().map().bytes().limit());
    manifest.add(entry(Kind.CLEAN));
  }
}
