package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.Comparator;
import java.util.List;

/**
 * A commit's place among its ancestors.
 *
 * @param parents the first is the one on its own branch
 * @param generation greater than that of each parent: 1 for a first commit, else one more than the
 *     greatest of its parents'
 */
public record CommitNode(EventId id, List<EventId> parents, long generation) {

  /** Children before their parents; between equals the newer id, so that each run is the same. */
  static final Comparator<CommitNode> YOUNGEST_FIRST =
      Comparator.comparingLong(CommitNode::generation).thenComparing(CommitNode::id).reversed();

  public CommitNode {
    parents = List.copyOf(parents);
  }
}
