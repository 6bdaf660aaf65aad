package io.ewig.engine.log;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each chain in the log has got to, and the rule that decides whether a commit may go on from
 * there.
 *
 * <ul>
 *   <li>an origin's events are gap-free once its first one is here;
 *   <li>an event's parent is the last event of its origin on its branch, once there is one here;
 *   <li>system time rises from commit to commit.
 * </ul>
 *
 * Not thread-safe; the writer owns one, and gives others a {@link #copy()}. Only {@link #advance}
 * changes anything.
 */
public final class Heads {

  /** One origin's line of events on one branch. */
  public record Chain(Origin origin, Branch branch) {}

  /** The last event of a chain. */
  public record ChainHead(Hash hash, long seq) {}

  /** The last commit of a branch: its id, and the seq of its first event. */
  public record BranchHead(EventId commit, long seq) {}

  private final Map<Chain, ChainHead> chains = new HashMap<>();
  private final Map<Branch, BranchHead> branches = new HashMap<>();
  private final Map<Origin, Long> originSeqs = new HashMap<>();
  private @Nullable Latest latest;
  private long lastNanos;
  private long lastHlc;

  /**
   * The line that was written to last, ahead of the maps: a writer mostly goes on where it was, and
   * then nothing has to be looked up.
   */
  private static final class Latest {
    final Chain line;
    ChainHead chain;
    BranchHead branch;
    long originSeq;

    Latest(Chain line, ChainHead chain, BranchHead branch, long originSeq) {
      this.line = line;
      this.chain = chain;
      this.branch = branch;
      this.originSeq = originSeq;
    }
  }

  /** Brings the maps up to date, when another line is written to. */
  private void settle() {
    Latest last = latest;
    if (last != null) {
      chains.put(last.line, last.chain);
      branches.put(last.line.branch, last.branch);
      originSeqs.put(last.line.origin, last.originSeq);
    }
  }

  public Heads copy() {
    return restore(chains(), branches(), originSeqs(), lastNanos, lastHlc);
  }

  public @Nullable ChainHead chain(Origin origin, Branch branch) {
    Latest last = latest;
    if (last != null && last.line.branch.equals(branch) && last.line.origin.equals(origin)) {
      return last.chain;
    }
    return chains.get(new Chain(origin, branch));
  }

  public @Nullable BranchHead branch(Branch branch) {
    Latest last = latest;
    return last != null && last.line.branch.equals(branch) ? last.branch : branches.get(branch);
  }

  /** The number of an origin's last event here, or 0. */
  public long originSeq(Origin origin) {
    Latest last = latest;
    return last != null && last.line.origin.equals(origin)
        ? last.originSeq
        : originSeqs.getOrDefault(origin, 0L);
  }

  public Map<Chain, ChainHead> chains() {
    Map<Chain, ChainHead> all = new HashMap<>(chains);
    if (latest != null) {
      all.put(latest.line, latest.chain);
    }
    return Map.copyOf(all);
  }

  public Map<Branch, BranchHead> branches() {
    Map<Branch, BranchHead> all = new HashMap<>(branches);
    if (latest != null) {
      all.put(latest.line.branch, latest.branch);
    }
    return Map.copyOf(all);
  }

  public Map<Origin, Long> originSeqs() {
    Map<Origin, Long> all = new HashMap<>(originSeqs);
    if (latest != null) {
      all.put(latest.line.origin, latest.originSeq);
    }
    return Map.copyOf(all);
  }

  public long lastNanos() {
    return lastNanos;
  }

  public long lastHlc() {
    return lastHlc;
  }

  /** Refuses a commit that does not go on from here. */
  public void check(Commit commit) {
    Event first = commit.first();
    long known = originSeq(first.origin());
    if (known != 0 && first.originSeq() != known + 1) {
      throw new ConflictException(
          ErrorCode.CHAIN_MISMATCH,
          "event "
              + first.id()
              + " is number "
              + first.originSeq()
              + " of origin "
              + first.origin()
              + (first.originSeq() <= known
                  ? ", whose events up to number " + known + " are here already"
                  : ", but the next one here is "
                      + (known + 1)
                      + "; append an origin's events whole and in order"));
    }
    ChainHead head = chain(first.origin(), commit.info().branch());
    if (head != null && !head.hash().equals(first.parent())) {
      throw new ConflictException(
          ErrorCode.CHAIN_MISMATCH,
          "event "
              + first.id()
              + " has the parent "
              + first.parent()
              + ", but the last event of "
              + "its origin on branch "
              + commit.info().branch()
              + " here is "
              + head.hash());
    }
    if (commit.systemNanos() <= lastNanos) {
      throw new ConflictException(
          ErrorCode.CHAIN_MISMATCH,
          "commit "
              + commit.id()
              + " has the system time "
              + commit.systemNanos()
              + " ns, which is not after the last one here, "
              + lastNanos
              + " ns");
    }
  }

  /** Takes in a commit that {@link #check} has let pass. */
  public void advance(Commit commit) {
    Event last = commit.last();
    Branch branch = commit.info().branch();
    ChainHead chain = new ChainHead(last.hash(), last.seq());
    BranchHead head = new BranchHead(commit.id(), commit.firstSeq());
    Latest known = latest;
    if (known != null
        && known.line.branch.equals(branch)
        && known.line.origin.equals(last.origin())) {
      known.chain = chain;
      known.branch = head;
      known.originSeq = last.originSeq();
    } else {
      settle();
      latest = new Latest(new Chain(last.origin(), branch), chain, head, last.originSeq());
    }
    lastNanos = commit.systemNanos();
    lastHlc = Math.max(lastHlc, last.hlc());
  }

  /** Rebuilds a copy that was written down earlier. */
  public static Heads restore(
      Map<Chain, ChainHead> chains,
      Map<Branch, BranchHead> branches,
      Map<Origin, Long> originSeqs,
      long lastNanos,
      long lastHlc) {
    Heads heads = new Heads();
    heads.chains.putAll(chains);
    heads.branches.putAll(branches);
    heads.originSeqs.putAll(originSeqs);
    heads.lastNanos = lastNanos;
    heads.lastHlc = lastHlc;
    return heads;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Heads that
        && chains().equals(that.chains())
        && branches().equals(that.branches())
        && originSeqs().equals(that.originSeqs())
        && lastNanos == that.lastNanos
        && lastHlc == that.lastHlc;
  }

  @Override
  public int hashCode() {
    return chains().hashCode();
  }
}
