package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;

/** Who had seen what. */
@FunctionalInterface
public interface Acquaintance {

  /** Whether the origin of an event had seen another one when it made it; its own it had. */
  boolean knows(Event event, Event other);
}
