package io.ewig.engine.internal.journal.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.IndexReader;
import io.ewig.engine.format.segment.SegmentState;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.CommitReader;
import io.ewig.engine.internal.segment.Lookback;
import io.ewig.engine.internal.segment.Segment;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a damaged segment: its index, which says what was in it, and of its file whatever
 * can be read. One thread.
 */
public final class Salvage implements AutoCloseable {

  private final long baseSeq;
  private final long endSeq;
  private final IndexReader index;
  private final SegmentState state;
  private final DiskMap indexMap;
  private final @Nullable Segment segment;

  /**
   * @param segment null: there is no file
   */
  Salvage(
      long baseSeq,
      long endSeq,
      IndexReader index,
      SegmentState state,
      DiskMap indexMap,
      @Nullable Segment segment) {
    this.baseSeq = baseSeq;
    this.endSeq = endSeq;
    this.index = index;
    this.state = state;
    this.indexMap = indexMap;
    this.segment = segment;
  }

  /**
   * A commit that was in the segment, as far as the index knows it.
   *
   * @param events how many it had
   */
  public record Row(long firstSeq, long systemNanos, int events) {}

  /** How many commits there were. */
  public int rows() {
    return index.commits();
  }

  public Row row(int commit) {
    long first = baseSeq + index.eventsBefore(commit);
    long end = commit + 1 < index.commits() ? baseSeq + index.eventsBefore(commit + 1) : endSeq;
    return new Row(first, index.nanos(commit), (int) (end - first));
  }

  /** Where the log stood at its end. */
  public SegmentState state() {
    return state;
  }

  /** A commit as the file has it, or null if it can't be read. */
  public @Nullable Commit read(Row row, Lookback back) {
    if (segment == null) {
      return null;
    }
    try {
      Commit commit = new CommitReader().read(segment, row.firstSeq, back);
      boolean fits =
          commit.firstSeq() == row.firstSeq
              && commit.systemNanos() == row.systemNanos
              && commit.events().size() == row.events;
      return fits ? commit : null;
    } catch (CorruptionException damaged) {
      return null; // it is what somebody else is asked for
    }
  }

  /** Whether the index says that an event with some hash was at a place; it knows ten bits. */
  public boolean mayHaveHad(Hash hash, long seq) {
    int slots = index.slots();
    int at = IndexFormat.firstSlot(hash.a(), slots);
    for (int probes = 0; probes < slots && index.slot(at) != 0; probes++) {
      int slot = index.slot(at);
      if (IndexFormat.isTagged(slot, hash.a()) && baseSeq + IndexFormat.numberIn(slot) == seq) {
        return true;
      }
      at = IndexFormat.nextSlot(at, slots);
    }
    return false;
  }

  @Override
  public void close() {
    if (segment != null) {
      segment.close();
    }
    indexMap.close();
  }
}
