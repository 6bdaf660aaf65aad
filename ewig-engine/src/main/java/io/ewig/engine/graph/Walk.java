package io.ewig.engine.graph;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.event.EventId;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A walk from some commits towards the first one, in which marks flow from child to parent.
 *
 * <p>Commits come by falling generation: all children that the walk reaches have come before, so
 * the marks of a commit that comes are final.
 */
final class Walk {

  /** A commit that was reached. */
  static final class Step {
    private final CommitNode node;
    private int marks;

    private Step(CommitNode node) {
      this.node = node;
    }

    CommitNode node() {
      return node;
    }

    boolean has(int all) {
      return (marks & all) == all;
    }
  }

  /** How many commits wait that have exactly these marks. */
  private final int[] waiting = new int[16];

  private final CommitGraph graph;
  private final Map<EventId, Step> reached = new HashMap<>();
  private final PriorityQueue<Step> queue =
      new PriorityQueue<>((a, b) -> CommitNode.YOUNGEST_FIRST.compare(a.node, b.node));

  Walk(CommitGraph graph) {
    this.graph = graph;
  }

  void mark(EventId id, int marks) {
    Step step = reached.get(id);
    if (step == null) {
      step = new Step(graph.node(id));
      reached.put(id, step);
      queue.add(step);
    } else {
      waiting[step.marks]--;
    }
    step.marks |= marks;
    waiting[step.marks]++;
  }

  /** How many commits have not come yet that have exactly these marks. */
  int waiting(int marks) {
    return waiting[marks];
  }

  /** The next commit, or null at the end. */
  @Nullable Step next() {
    Step step = queue.poll();
    if (step != null) {
      waiting[step.marks]--;
    }
    return step;
  }

  /** Marks the parents of a commit that has come. */
  void pass(Step step, int marks) {
    for (EventId parent : step.node.parents()) {
      mark(parent, marks);
      Step above = reached.get(parent);
      InternalException.require(
          above != null && above.node.generation() < step.node.generation(),
          "the generation of commit " + step.node.id() + " is above that of its parent " + parent);
    }
  }
}
