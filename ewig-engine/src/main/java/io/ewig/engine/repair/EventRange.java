package io.ewig.engine.repair;

import io.ewig.engine.event.Origin;

/**
 * Events of one origin, by their numbers.
 *
 * @param from the number of the first
 * @param to that of the last
 */
public record EventRange(Origin origin, long from, long to) {

  public EventRange {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("events from " + from + " to " + to + " of " + origin);
    }
  }
}
