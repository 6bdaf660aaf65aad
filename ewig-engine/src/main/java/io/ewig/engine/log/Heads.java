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
 * Not thread-safe; the writer owns one, readers ask for a {@link #copy()}.
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
  private long lastNanos;
  private long lastHlc;

  public Heads copy() {
    Heads copy = new Heads();
    copy.chains.putAll(chains);
    copy.branches.putAll(branches);
    copy.originSeqs.putAll(originSeqs);
    copy.lastNanos = lastNanos;
    copy.lastHlc = lastHlc;
    return copy;
  }

  public @Nullable ChainHead chain(Origin origin, Branch branch) {
    return chains.get(new Chain(origin, branch));
  }

  public @Nullable BranchHead branch(Branch branch) {
    return branches.get(branch);
  }

  /** The number of an origin's last event here, or 0. */
  public long originSeq(Origin origin) {
    return originSeqs.getOrDefault(origin, 0L);
  }

  public Map<Chain, ChainHead> chains() {
    return Map.copyOf(chains);
  }

  public Map<Branch, BranchHead> branches() {
    return Map.copyOf(branches);
  }

  public Map<Origin, Long> originSeqs() {
    return Map.copyOf(originSeqs);
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
    Long known = originSeqs.get(first.origin());
    if (known != null && first.originSeq() != known + 1) {
      throw new ConflictException(
          ErrorCode.CHAIN_MISMATCH,
          "event "
              + first.id()
              + " is number "
              + first.originSeq()
              + " of origin "
              + first.origin()
              + ", but the next one here is "
              + (known + 1)
              + "; append an origin's events whole and in order");
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
    chains.put(new Chain(last.origin(), branch), new ChainHead(last.hash(), last.seq()));
    branches.put(branch, new BranchHead(commit.id(), commit.firstSeq()));
    originSeqs.put(last.origin(), last.originSeq());
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
        && chains.equals(that.chains)
        && branches.equals(that.branches)
        && originSeqs.equals(that.originSeqs)
        && lastNanos == that.lastNanos
        && lastHlc == that.lastHlc;
  }

  @Override
  public int hashCode() {
    return chains.hashCode();
  }
}
