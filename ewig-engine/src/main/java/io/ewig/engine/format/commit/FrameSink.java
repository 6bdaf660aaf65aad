package io.ewig.engine.format.commit;

/** Takes the frames of a commit, one after the other. */
@FunctionalInterface
public interface FrameSink {

  /**
   * @param frame the frame, from index 0; reused after return
   * @param length its length, a multiple of four
   * @param firstSeq the seq of its first event
   * @param eventStarts where each of its events starts within the frame
   * @param count how many of those there are
   */
  void frame(byte[] frame, int length, long firstSeq, int[] eventStarts, int count);
}
