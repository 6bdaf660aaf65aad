package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what two commits last had in common.
 *
 * <p>A base is an ancestor of both (a commit counts as its own ancestor) that no other common
 * ancestor descends from. There is one as a rule, none where two histories share nothing, and
 * several where branches were merged into each other crosswise; whoever merges then makes one
 * virtual base of them.
 *
 * <p>The walk goes down from both sides and ends as soon as one of them has nothing of its own
 * left: it costs the commits between, however long the history below the bases is.
 */
public final class MergeBase {

  private static final int OURS = 1;
  private static final int THEIRS = 2;
  private static final int BOTH = OURS | THEIRS;

  /** Reached through a base: common, but not a base itself. */
  private static final int BELOW = 4;

  private MergeBase() {}

  /** All bases, the youngest generation first and, within one, the newest id first. */
  public static List<EventId> all(CommitGraph graph, EventId ours, EventId theirs) {
    Walk walk = new Walk(graph);
    walk.mark(ours, OURS);
    walk.mark(theirs, THEIRS);
    List<EventId> bases = new ArrayList<>();
    while (undecided(walk)) {
      Walk.Step step = walk.next();
      if (step == null) {
        break;
      }
      if (step.has(BELOW)) {
        walk.pass(step, BOTH | BELOW);
      } else if (step.has(BOTH)) {
        bases.add(step.node().id());
        walk.pass(step, BOTH | BELOW);
      } else {
        walk.pass(step, step.has(OURS) ? OURS : THEIRS);
      }
    }
    return bases;
  }

  /** Another base is reached from ours and from theirs, in neither case through a base. */
  private static boolean undecided(Walk walk) {
    return walk.waiting(BOTH) > 0 || (walk.waiting(OURS) > 0 && walk.waiting(THEIRS) > 0);
  }
}
