package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A branch's own line: from its head along first parents, passing by what was merged into it. */
public final class FirstParents implements Iterator<CommitNode> {

  private final CommitGraph graph;
  private @Nullable EventId next;

  public FirstParents(CommitGraph graph, EventId head) {
    this.graph = graph;
    this.next = head;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public CommitNode next() {
    if (next == null) {
      throw new NoSuchElementException("the line ended with its first commit");
    }
    CommitNode node = graph.node(next);
    next = node.parents().isEmpty() ? null : node.parents().get(0);
    return node;
  }
}
