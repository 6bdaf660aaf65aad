package io.ewig.engine.internal.journal.opening;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.TailFile;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentWalk;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The walk over a segment that was not sealed: what fits, and what is wrong with the rest. */
final class TailWalk {

  private final Segment segment;
  private final Tables tables;
  private final long bytes;
  private int endOfRecords;
  private int lastUsed;
  private long witnessed;
  private @Nullable Witness witness; // null if not even the header can be believed
  private @Nullable CorruptionException damage;

  private TailWalk(Segment segment, Tables tables, long bytes) {
    this.segment = segment;
    this.tables = tables;
    this.bytes = bytes;
  }

  /** Walks from the log's state on, which moves along. */
  static TailWalk of(
      JournalOptions options, ReadGuard guard, TailFile file, LogState state, long visibleMax)
      throws IOException {
    long size = options.disk().size(file.path());
    long base = state.head().size();
    DiskMap map = options.disk().map(file.path(), size, !options.readOnly());
    Tables tables = new Tables();
    Segment segment =
        new Segment(file.number(), base, file.path().toString(), map, tables, new Names(), guard);
    TailWalk tail = new TailWalk(segment, tables, size);
    try {
      tail.walk(options, state, visibleMax);
      return tail;
    } catch (IOException | RuntimeException | Error e) {
      tail.close();
      throw e;
    }
  }

  private void walk(JournalOptions options, LogState state, long visibleMax) throws IOException {
    SegmentWalk walk = new SegmentWalk(segment, tables, state, options.keys());
    try {
      SegmentHeader header = walk.readHeader();
      SealedSegments.requireHeader(
          options, header, segment.number(), segment.baseSeq(), segment.file());
      witness = header.witness();
      walk.run(visibleMax, (int) bytes, SegmentWalk.Visitor.NONE);
      damage = walk.damage();
    } catch (CorruptionException unreadable) {
      damage = unreadable;
    }
    if (visibleMax == Long.MAX_VALUE) {
      endOfRecords = walk.endOfRecords((int) bytes);
      long used = options.disk().usedBytes(Path.of(segment.file()));
      lastUsed = (int) Math.min(used + 3, bytes) & ~3; // whole words, as records have them
      witnessed = hasLeftover() ? walk.durableByWitness(lastUsed, witness) : 0;
    }
  }

  Segment segment() {
    return segment;
  }

  Tables tables() {
    return tables;
  }

  /** What did not fit, or null if all did. */
  @Nullable CorruptionException damage() {
    return damage;
  }

  /** How many events later records say were durable. */
  long witnessed() {
    return witnessed;
  }

  /** The offset after the file's last word that is not zero. */
  int lastUsed() {
    return lastUsed;
  }

  /** Whether anything lies behind the last commit that fits. */
  boolean hasLeftover() {
    return lastUsed > endOfRecords;
  }

  /** The segment for readers, or null if not even its header can be believed. */
  Opening.@Nullable Tail tail() {
    return witness == null ? null : new Opening.Tail(segment, tables, bytes, witness);
  }

  /** Gives back what was mapped. */
  void close() {
    segment.close();
  }
}
