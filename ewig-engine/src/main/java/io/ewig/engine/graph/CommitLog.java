package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The commits that lead to some heads, newest first, a child always before its parents.
 *
 * <p>Of those whose children have all come, the one with the newest id comes next. That a commit
 * has no more children is known once all of greater generation were seen; so the log looks ahead,
 * but never further than to the generation it shows.
 */
public final class CommitLog implements Iterator<CommitNode> {

  private final CommitGraph graph;

  /** Seen, but whose parents do not count it as a child yet. */
  private final PriorityQueue<CommitNode> uncounted =
      new PriorityQueue<>(CommitNode.YOUNGEST_FIRST);

  private final Set<EventId> seen = new HashSet<>();
  private final Map<EventId, Integer> childrenToCome = new HashMap<>();
  private final PriorityQueue<EventId> ready = new PriorityQueue<>((a, b) -> b.compareTo(a));

  public CommitLog(CommitGraph graph, Collection<EventId> heads) {
    this.graph = graph;
    heads.forEach(this::see);
    long lowest = Long.MAX_VALUE;
    for (CommitNode head : uncounted) {
      lowest = Math.min(lowest, head.generation());
    }
    Set<EventId> distinct = new HashSet<>(heads);
    countDownTo(lowest);
    distinct.stream().filter(head -> !childrenToCome.containsKey(head)).forEach(ready::add);
  }

  private void see(EventId id) {
    if (seen.add(id)) {
      uncounted.add(graph.node(id));
    }
  }

  /** Afterwards all children are counted of commits of that generation and above. */
  private void countDownTo(long generation) {
    while (!uncounted.isEmpty() && uncounted.element().generation() > generation) {
      for (EventId parent : uncounted.remove().parents()) {
        childrenToCome.merge(parent, 1, Integer::sum);
        see(parent);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty();
  }

  @Override
  public CommitNode next() {
    if (ready.isEmpty()) {
      throw new NoSuchElementException("the log ended with the first commits");
    }
    CommitNode node = graph.node(ready.remove());
    countDownTo(node.generation() - 1);
    for (EventId parent : node.parents()) {
      countDownTo(graph.node(parent).generation());
      int left = childrenToCome.merge(parent, -1, Integer::sum);
      if (left == 0) {
        childrenToCome.remove(parent);
        ready.add(parent);
      }
    }
    return node;
  }
}
