package io.ewig.engine.log;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.MerkleRange;
import java.util.List;

/**
 * All that has to be known of a log to go on from its end: head, chains, Merkle peaks.
 *
 * <p>Not thread-safe: whoever appends, or walks the log from a known place on, owns one.
 */
public final class LogState {

  private final Heads heads;
  private final MerkleRange merkle;
  private Head head;

  private LogState(Head head, Heads heads, MerkleRange merkle) {
    this.head = head;
    this.heads = heads;
    this.merkle = merkle;
  }

  /**
   * @param blockLevel the listener is told Merkle subtrees of this level and above
   */
  public static LogState empty(int blockLevel, MerkleRange.SubtreeListener listener) {
    return new LogState(Head.EMPTY, new Heads(), new MerkleRange(blockLevel, listener));
  }

  public static LogState restore(
      Head head,
      Heads heads,
      List<Hash> peaks,
      int blockLevel,
      MerkleRange.SubtreeListener listener) {
    return new LogState(
        head, heads.copy(), MerkleRange.restore(head.size(), peaks, blockLevel, listener));
  }

  /** Refuses a commit that does not go on from here. */
  public Head check(Commit commit) {
    if (commit.firstSeq() != head.size()) {
      throw new ConflictException(
          ErrorCode.CHAIN_MISMATCH,
          "commit "
              + commit.id()
              + " starts at "
              + commit.firstSeq()
              + ", but the log ends at "
              + head.size());
    }
    heads.check(commit);
    return head.after(commit);
  }

  /** Takes in a commit that {@link #check} has let pass, with the head that it gave. */
  public void advance(Commit commit, Head after) {
    heads.advance(commit);
    List<Event> events = commit.events();
    for (int i = 0; i < events.size(); i++) {
      merkle.append(LogChain.leaf(events.get(i).hash(), after.systemNanos()));
    }
    head = after;
  }

  public Head head() {
    return head;
  }

  public Heads heads() {
    return heads;
  }

  public List<Hash> peaks() {
    return merkle.peaks();
  }

  public Hash root() {
    return merkle.root();
  }
}
