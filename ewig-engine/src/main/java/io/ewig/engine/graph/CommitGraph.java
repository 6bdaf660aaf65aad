package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;

/** Where commits are looked up. */
@FunctionalInterface
public interface CommitGraph {

  /** Throws a {@code UserException} for a commit that is not known. */
  CommitNode node(EventId id);
}
