package io.ewig.engine.comparison;

import io.ewig.engine.event.Origin;

/** An event by its number among those of its origin, which is the same on all replicas. */
public record EventPlace(Origin origin, long originSeq) {

  public EventPlace {
    if (originSeq < 1) {
      throw new IllegalArgumentException("event " + originSeq + " of " + origin);
    }
  }
}
