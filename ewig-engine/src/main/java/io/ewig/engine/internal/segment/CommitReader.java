package io.ewig.engine.internal.segment;

import io.ewig.engine.event.Commit;
import io.ewig.engine.format.commit.FrameReader;

/** Reads commits whose place is known; one thread. */
public final class CommitReader {

  private final FrameBuffer buffer = new FrameBuffer();
  private final FrameReader reader = new FrameReader();
  private final Passed passed;
  private long endSeq = -1;

  public CommitReader(Lookback back) {
    this.passed = new Passed(back);
  }

  /** Whether a commit is known to start at a seq: where the one ends that was read last. */
  public boolean isStart(long seq) {
    return seq == endSeq;
  }

  /** The commit that starts at a position of a segment. */
  public Commit read(Segment segment, long firstSeq) {
    CommitAssembler assembler = new CommitAssembler();
    int record = segment.recordOf(firstSeq);
    while (record != Records.NONE) {
      segment.read(record, buffer, reader);
      Commit commit = assembler.add(segment, record, reader, passed);
      if (commit != null) {
        endSeq = commit.endSeq();
        passed.commit(firstSeq, commit.id());
        passed.event(endSeq - 1, commit.last().hash());
        return commit;
      }
      record = segment.nextRecord(record);
    }
    throw segment.corrupt(-1, "the commit at event " + firstSeq + " does not end", null);
  }
}
