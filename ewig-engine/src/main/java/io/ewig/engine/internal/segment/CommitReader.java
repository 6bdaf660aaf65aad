package io.ewig.engine.internal.segment;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.hash.Hash;

/**
 * Reads commits whose place is known; one thread.
 *
 * <p>Knows a {@link Lookback} only while it reads: it outlives the log in threads that read with
 * it.
 */
public final class CommitReader {

  private final FrameBuffer buffer = new FrameBuffer();
  private final FrameReader reader = new FrameReader();
  private long lastSeq = -1; // where the commit began that was read last
  private EventId lastId = EventId.NONE;
  private Hash lastHash = Hash.ZERO;
  private long endSeq = -1;

  /** Whether a commit is known to start at a seq: where the one ends that was read last. */
  public boolean isStart(long seq) {
    return seq == endSeq;
  }

  /**
   * The commit that starts at a position of a segment.
   *
   * @param back answers what was not just read
   */
  public Commit read(Segment segment, long firstSeq, Lookback back) {
    Passed passed = new Passed(back);
    passed.commit(lastSeq, lastId);
    passed.event(endSeq - 1, lastHash);
    CommitAssembler assembler = new CommitAssembler();
    int record = segment.recordOf(firstSeq);
    segment.load(record, buffer);
    while (record != Records.NONE) {
      segment.read(buffer, reader);
      Commit commit = assembler.add(segment, record, reader, passed);
      if (commit != null) {
        lastSeq = firstSeq;
        lastId = commit.id();
        lastHash = commit.last().hash();
        endSeq = commit.endSeq();
        return commit;
      }
      record = segment.loadNext(record, buffer);
    }
    throw segment.corrupt(-1, "the commit at event " + firstSeq + " does not end", null);
  }
}
