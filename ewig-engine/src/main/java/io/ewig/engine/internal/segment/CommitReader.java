package io.ewig.engine.internal.segment;

import io.ewig.engine.event.Commit;
import io.ewig.engine.format.commit.FrameReader;

/** Reads commits whose place is known; one thread. */
public final class CommitReader {

  private final FrameBuffer buffer = new FrameBuffer();
  private final FrameReader reader = new FrameReader();

  /** The commit that starts at a position of a segment. */
  public Commit read(Segment segment, long firstSeq, Lookback back) {
    CommitAssembler assembler = new CommitAssembler();
    int record = segment.recordOf(firstSeq);
    while (record != Records.NONE) {
      segment.read(record, buffer, reader);
      Commit commit = assembler.add(segment, record, reader, back);
      if (commit != null) {
        return commit;
      }
      record = segment.nextRecord(record);
    }
    throw segment.corrupt(-1, "the commit at event " + firstSeq + " does not end", null);
  }
}
