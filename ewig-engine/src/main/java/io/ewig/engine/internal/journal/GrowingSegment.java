package io.ewig.engine.internal.journal;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.commit.CommitWriter;
import io.ewig.engine.format.commit.FrameSink;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentAppender;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A segment to which commits are added, with its index and its file; one thread. */
final class GrowingSegment {

  /** Kept free at the end of a segment for what Chronicle puts between the records. */
  static final int SLACK_BYTES = 128 << 10;

  /** An upper bound of what an event takes beside its payload and its names. */
  private static final int EVENT_BYTES_MAX = 160;

  private final Segment segment;
  private final Tables tables;
  private final SegmentAppender appender;
  private final Witness witness;
  private final long bytes;
  private final CommitWriter writer;
  private final FrameSink sink = this::addFrame;
  private int[] places = new int[128]; // record and start of each event of the commit being written
  private int placeCount;
  private int end;

  private GrowingSegment(
      Segment segment,
      Tables tables,
      SegmentAppender appender,
      FrameLock lock,
      Witness witness,
      long bytes) {
    this.segment = segment;
    this.tables = tables;
    this.appender = appender;
    this.witness = witness;
    this.bytes = bytes;
    this.writer = new CommitWriter(segment.names(), lock);
  }

  /**
   * Makes a segment with nothing in it.
   *
   * @param directory where its file is to be, and nothing else
   * @param head where the log stands at its start
   * @param bytes how long the file is
   */
  static GrowingSegment start(
      JournalOptions options, ReadGuard guard, Path directory, int number, Head head, long bytes)
      throws IOException {
    Witness witness = Witness.fresh(options.random());
    SegmentHeader header =
        new SegmentHeader(
            options.store(), number, head.size(), head.systemNanos(), head.chain(), witness);
    SegmentAppender appender = options.files().open(directory, bytes);
    DiskMap map = null;
    try {
      byte[] frame = header.toFrame();
      appender.append(frame, frame.length); // Chronicle makes its file with the first record
      Path file = options.files().fileIn(directory);
      map = options.disk().map(file, bytes, true);
      Tables tables = new Tables();
      Segment segment =
          new Segment(number, head.size(), file.toString(), map, tables, new Names(), guard);
      segment.extend(segment.nextAfter(segment.recordAfter(0)), head.size());
      FrameLock lock = addKey(options.keys(), segment, appender, head.size());
      return new GrowingSegment(segment, tables, appender, lock, witness, bytes);
    } catch (IOException | RuntimeException | Error e) {
      if (map != null) {
        map.close();
      }
      appender.close();
      throw e;
    }
  }

  /** Goes on behind what is there. */
  static GrowingSegment goOn(JournalOptions options, Opening.Tail tail, long size)
      throws IOException {
    Segment segment = tail.segment();
    Path directory = options.paths().active(segment.number());
    SegmentAppender appender = options.files().open(directory, tail.bytes());
    try {
      FrameLock lock = addKey(options.keys(), segment, appender, size);
      return new GrowingSegment(
          segment, tail.tables(), appender, lock, tail.witness(), tail.bytes());
    } catch (RuntimeException | Error e) {
      appender.close();
      throw e;
    }
  }

  /** Frames from here on get a data key that was never used before. */
  private static FrameLock addKey(
      FrameKeys keys, Segment segment, SegmentAppender appender, long nextSeq) {
    FrameKeys.Fresh key = keys.fresh();
    if (key.wrapped().length > 0) {
      byte[] frame = FrameKeys.frame(key.wrapped(), nextSeq);
      int record = put(segment, appender, segment.end(), frame, frame.length);
      segment.addKey(record, key.wrapped(), key.lock());
      segment.extend(segment.nextAfter(record), nextSeq);
    }
    return key.lock();
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

  Segment segment() {
    return segment;
  }

  Tables tables() {
    return tables;
  }

  /** How long its file is. */
  long bytes() {
    return bytes;
  }

  /** Whether there is room for a commit. */
  boolean fits(Commit commit) {
    return segment.end() + bytesAtMost(commit) + SLACK_BYTES <= bytes
        && tables.count() + commit.events().size() <= IndexFormat.EVENTS_MAX
        && segment.names().size() < Names.PER_SEGMENT_MAX;
  }

  /** An upper bound of what a commit takes. */
  static long bytesAtMost(Commit commit) {
    long bytes = 1024 + 3L * commit.info().textLength();
    for (Event event : commit.events()) {
      bytes += event.payload() instanceof Payload.Inline inline ? inline.size() : 0;
      bytes += EVENT_BYTES_MAX + 3L * (event.world().uri().length() + event.type().name().length());
    }
    return bytes + bytes / 16;
  }

  /**
   * Adds a commit.
   *
   * @param heads where the chains stood before it
   * @param chain the log chain after it
   * @param lag how many of the events before it are not durable yet
   */
  void add(Commit commit, Heads heads, Hash chain, long lag) {
    end = segment.end();
    placeCount = 0;
    writer.write(commit, heads, chain, witness.say(commit.firstSeq(), lag), sink);
    for (int i = 0; i < placeCount; i++) {
      Event event = commit.events().get(i);
      tables.add(event.hash(), event.systemNanos(), places[2 * i], places[2 * i + 1]);
    }
    segment.extend(end, commit.endSeq());
  }

  private void addFrame(byte[] frame, int length, long firstSeq, int[] starts, int count) {
    int record = put(segment, appender, end, frame, length);
    end = segment.nextAfter(record);
    if (places.length < 2 * (placeCount + count)) {
      places = Arrays.copyOf(places, 4 * (placeCount + count));
    }
    for (int i = 0; i < count; i++) {
      places[2 * placeCount] = record;
      places[2 * placeCount + 1] = starts[i];
      placeCount++;
    }
  }

  /** Makes all that is in it durable. */
  void force() throws IOException {
    segment.map().force(0, segment.end());
  }

  /** Writes no more; what is there can still be read. */
  void close() throws IOException {
    appender.close();
  }
}
