package io.ewig.engine.internal.journal;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.commit.CommitWriter;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Entries;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.SegmentSealer;
import io.ewig.engine.internal.journal.file.SpareFile;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.internal.journal.read.Segments;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentAppender;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/** Adds commits to the last segment and starts a new one when it is full; one thread. */
final class JournalWriter {

  /** Kept free at the end of a segment for what Chronicle puts between the records. */
  private static final int SLACK_BYTES = 128 << 10;

  /** An upper bound of what an event takes beside its payload and its names. */
  private static final int EVENT_BYTES_MAX = 160;

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
  private Open open;
  private int[] places = new int[128]; // record and start of each event of the commit being written
  private int placeCount;
  private long nextBytes = JournalOptions.FIRST_SEGMENT_BYTES;
  private int end;

  /** The segment that grows, and what it takes to let it. */
  private record Open(
      Segment segment,
      Tables tables,
      SegmentAppender appender,
      CommitWriter writer,
      Witness witness,
      long bytes,
      int number) {}

  /**
   * @param opening where the log stands; its tail goes on if it has one
   */
  JournalWriter(Opening opening, Segments segments, Consumer<Head> publish) {
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
    this.commits =
        new GroupCommit(
            new GroupCommit.Tip(open.segment, open.segment.end(), state.head()), publish);
  }

  GroupCommit commits() {
    return commits;
  }

  LogState state() {
    return state;
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
      long first = commit.firstSeq();
      long said = open.witness.say(first, first - commits.durableSize());
      open.writer.write(commit, state.heads(), after.chain(), said, this::addFrame);
      state.advance(commit, after);
      addToTables(commit);
    } catch (IOException | RuntimeException | InternalError e) {
      commits.fail(e);
      throw Failures.failure("append to", Path.of(open.segment.file()), e);
    }
    return after;
  }

  private void addFrame(byte[] frame, int length, long firstSeq, int[] starts, int count) {
    int record = put(open.segment, open.appender, end, frame, length);
    end = open.segment.nextAfter(record);
    if (places.length < 2 * (placeCount + count)) {
      places = Arrays.copyOf(places, 4 * (placeCount + count));
    }
    for (int i = 0; i < count; i++) {
      places[2 * placeCount] = record;
      places[2 * placeCount + 1] = starts[i];
      placeCount++;
    }
  }

  private void addToTables(Commit commit) {
    for (int i = 0; i < placeCount; i++) {
      Event event = commit.events().get(i);
      open.tables.add(event.hash(), event.systemNanos(), places[2 * i], places[2 * i + 1]);
    }
    placeCount = 0;
    open.segment.extend(end, commit.endSeq());
    commits.appended(new GroupCommit.Tip(open.segment, end, state.head()));
  }

  /** Appends a record and finds where it landed. */
  private static int put(
      Segment segment, SegmentAppender appender, int end, byte[] frame, int length) {
    try {
      appender.append(frame, length);
    } catch (IOException e) {
      throw Failures.failure("append to", Path.of(segment.file()), e);
    }
    int record = segment.recordAfter(end);
    InternalException.require(record >= 0, "an appended record is where the segment ended");
    return record;
  }

  private void makeRoom(Commit commit) throws IOException {
    long wanted = bytesAtMost(commit);
    end = open.segment.end();
    placeCount = 0;
    boolean fits =
        end + wanted + SLACK_BYTES <= open.bytes
            && open.tables.count() + commit.events().size() <= IndexFormat.EVENTS_MAX
            && open.segment.names().size() < Names.PER_SEGMENT_MAX;
    if (!fits) {
      seal();
      open = start(open.number + 1, wanted + 2 * SLACK_BYTES);
      end = open.segment.end();
    }
  }

  private static long bytesAtMost(Commit commit) {
    long bytes = 1024 + 3L * commit.info().textLength();
    for (Event event : commit.events()) {
      bytes += event.payload() instanceof Payload.Inline inline ? inline.size() : 0;
      bytes += EVENT_BYTES_MAX + 3L * (event.world().uri().length() + event.type().name().length());
    }
    return bytes + bytes / 16;
  }

  private Open start(int number) throws IOException {
    return start(number, 0);
  }

  private Open start(int number, long atLeast) throws IOException {
    long bytes = Math.max(nextBytes, atLeast);
    bytes = (bytes + 0xFFFF) & ~0xFFFFL;
    nextBytes = Math.min(JournalOptions.GROWTH * bytes, options.segmentBytes());
    Path directory = paths.active(number);
    try {
      disk.createDirectories(directory);
      spare.moveTo(options.files().preparedIn(directory), bytes);
      Open started = start(number, directory, bytes);
      spare.prepare(nextBytes);
      return started;
    } catch (IOException | RuntimeException | InternalError e) {
      EwigException failure = Failures.failure(disk, "start a segment in", directory, e);
      giveSpaceBack(directory, failure);
      throw failure;
    }
  }

  /** Nothing is in a segment that could not be started; the next try finds the place empty. */
  private void giveSpaceBack(Path directory, EwigException because) {
    try {
      SegmentSealer.deleteDirectory(disk, directory);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private Open start(int number, Path directory, long bytes) throws IOException {
    Witness witness = Witness.fresh(options.random());
    SegmentAppender appender = options.files().open(directory, bytes);
    DiskMap map = null;
    try {
      byte[] header = header(number, witness).toFrame();
      appender.append(header, header.length); // Chronicle makes its file with the first record
      Path file = options.files().fileIn(directory);
      map = disk.map(file, bytes, true);
      Tables tables = new Tables();
      Names names = new Names();
      Head head = state.head();
      Segment segment =
          new Segment(number, head.size(), file.toString(), map, tables, names, guard);
      segment.extend(segment.nextAfter(segment.recordAfter(0)), head.size());
      FrameLock lock = addKey(segment, appender, head.size());
      map.force(0, segment.end());
      disk.forceDirectory(directory);
      disk.forceDirectory(paths.active());
      segments.add(segment);
      return new Open(
          segment, tables, appender, new CommitWriter(names, lock), witness, bytes, number);
    } catch (IOException | RuntimeException | Error e) {
      if (map != null) {
        map.close();
      }
      appender.close();
      throw e;
    }
  }

  private SegmentHeader header(int number, Witness witness) {
    Head head = state.head();
    return new SegmentHeader(
        options.store(), number, head.size(), head.systemNanos(), head.chain(), witness);
  }

  /** Frames from here on get a data key that was never used before. */
  private FrameLock addKey(Segment segment, SegmentAppender appender, long nextSeq) {
    FrameKeys.Fresh key = options.keys().fresh();
    if (key.wrapped().length > 0) {
      byte[] frame = FrameKeys.frame(key.wrapped(), nextSeq);
      int record = put(segment, appender, segment.end(), frame, frame.length);
      segment.addKey(record, key.wrapped(), key.lock());
      segment.extend(segment.nextAfter(record), nextSeq);
    }
    return key.lock();
  }

  private Open goOn(Opening.Tail tail) throws IOException {
    Segment segment = tail.segment();
    SegmentAppender appender = options.files().open(paths.active(segment.number()), tail.bytes());
    try {
      FrameLock lock = addKey(segment, appender, state.head().size());
      segment.map().force(0, segment.end());
      segments.add(segment);
      return new Open(
          segment,
          tail.tables(),
          appender,
          new CommitWriter(segment.names(), lock),
          tail.witness(),
          tail.bytes(),
          segment.number());
    } catch (IOException | RuntimeException | Error e) {
      appender.close();
      throw e;
    }
  }

  /** Closes the growing segment for good. */
  private void seal() throws IOException {
    commits.forceNow();
    open.appender.close();
    Entry entry =
        Entries.of(
            Kind.SEALED, options.files().writer(), open.segment, open.tables, state, open.bytes);
    new SegmentSealer(options, sealedSegments, manifest)
        .seal(entry, open.segment, open.tables, state);
    blocks.save(disk, paths.blockRoots());
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
        commits.close();
        open.appender.close();
      }
    }
  }

  private void finish() throws IOException {
    if (commits.failed() != null) {
      return;
    }
    commits.forceNow();
    if (open.tables.count() > EVENTS_LEFT_OPEN) {
      seal();
      return;
    }
    open.appender.close();
    open.segment.map().force(0, open.segment.map().bytes().limit());
    manifest.add(
        Entries.of(
            Kind.CLEAN, options.files().writer(), open.segment, open.tables, state, open.bytes));
  }
}
