package io.ewig.engine.internal.segment;

import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;

/**
 * Looks back no farther than it must: who reads on from where it was mostly looks back to what it
 * read last. One thread.
 */
public final class Passed implements Lookback {

  private final Lookback farther;
  private long eventSeq = -1;
  private Hash hash = Hash.ZERO;
  private long commitSeq = -1;
  private EventId commit = EventId.NONE;

  /**
   * @param farther answers what was not just passed
   */
  public Passed(Lookback farther) {
    this.farther = farther;
  }

  /** The event that was read last. */
  public void event(long seq, Hash itsHash) {
    eventSeq = seq;
    hash = itsHash;
  }

  /** The commit that was read last. */
  void commit(long firstSeq, EventId id) {
    commitSeq = firstSeq;
    commit = id;
  }

  @Override
  public Hash hashAt(long seq) {
    return seq == eventSeq ? hash : farther.hashAt(seq);
  }

  @Override
  public EventId commitAt(long seq) {
    return seq == commitSeq ? commit : farther.commitAt(seq);
  }
}
