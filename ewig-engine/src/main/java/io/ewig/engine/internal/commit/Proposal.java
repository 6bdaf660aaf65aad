package io.ewig.engine.internal.commit;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit that somebody wants to make.
 *
 * @param info its branch is the line to append to, its parents do not count
 * @param start the parent if the line has no commit yet: where the line was forked, or nothing
 * @param merged what else it follows
 * @param gate asked when it is the commit's turn
 */
public record Proposal(
    CommitInfo info,
    List<EventDraft> drafts,
    List<EventId> start,
    List<EventId> merged,
    Gate gate) {

  /** Decides, while nobody else appends, whether a commit may go in. */
  @FunctionalInterface
  public interface Gate {

    Gate OPEN = () -> null;

    /**
     * Throws to refuse.
     *
     * @return a commit that did the same already, so that this one is not made; else null
     */
    @Nullable Commit pass();
  }

  public Proposal {
    drafts = List.copyOf(drafts);
    start = List.copyOf(start);
    merged = List.copyOf(merged);
  }

  /** Goes on from a line's last commit, whatever that is. */
  public static Proposal of(CommitInfo info, List<EventDraft> drafts) {
    return new Proposal(info, drafts, List.of(), List.of(), Gate.OPEN);
  }
}
