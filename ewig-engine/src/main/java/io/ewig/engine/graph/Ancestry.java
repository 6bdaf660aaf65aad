package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;

/** Who descends from whom, and by how much two commits have gone apart. */
public final class Ancestry {

  private static final int OURS = 1;
  private static final int THEIRS = 2;
  private static final int BOTH = OURS | THEIRS;

  /**
   * What each of two commits has that the other has not.
   *
   * @param ahead commits that lead to ours and not to theirs
   * @param behind commits that lead to theirs and not to ours
   */
  public record Distance(long ahead, long behind) {

    /** Whether ours can become theirs without a merge. */
    public boolean isFastForward() {
      return ahead == 0;
    }
  }

  private Ancestry() {}

  /** Whether one commit leads to the other; a commit leads to itself. */
  public static boolean isAncestor(CommitGraph graph, EventId ancestor, EventId descendant) {
    long floor = graph.node(ancestor).generation();
    Walk walk = new Walk(graph);
    walk.mark(descendant, OURS);
    Walk.Step step = walk.next();
    while (step != null && step.node().generation() >= floor) {
      if (step.node().id().equals(ancestor)) {
        return true;
      }
      walk.pass(step, OURS);
      step = walk.next();
    }
    return false;
  }

  /** Counts down to where all that is left is common. */
  public static Distance distance(CommitGraph graph, EventId ours, EventId theirs) {
    Walk walk = new Walk(graph);
    walk.mark(ours, OURS);
    walk.mark(theirs, THEIRS);
    long ahead = 0;
    long behind = 0;
    while (walk.waiting(OURS) + walk.waiting(THEIRS) > 0) {
      Walk.Step step = walk.next();
      if (step == null) {
        break;
      }
      boolean common = step.has(BOTH);
      ahead += !common && step.has(OURS) ? 1 : 0;
      behind += !common && step.has(THEIRS) ? 1 : 0;
      walk.pass(step, common ? BOTH : step.has(OURS) ? OURS : THEIRS);
    }
    return new Distance(ahead, behind);
  }
}
