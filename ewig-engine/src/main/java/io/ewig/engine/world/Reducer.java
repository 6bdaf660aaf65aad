package io.ewig.engine.world;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;

/**
 * Says what an event does to its world's objects; users write their own for worlds of their own.
 *
 * <ul>
 *   <li>a function of its three arguments alone: no clock, no randomness, no memory of earlier
 *       calls, no locale; the same history must give the same objects on every node;
 *   <li>a change in what it does is a new {@link #version}: states folded before are then folded
 *       anew;
 *   <li>called by any thread, also by several at once.
 * </ul>
 */
public interface Reducer {

  /** Says which reducer made a state; kept with checkpoints. */
  String name();

  int version();

  /** Whether the payload of such an event is looked at; if not, {@code reduce} is not called. */
  default boolean reads(EventType type) {
    return true;
  }

  /**
   * Applies one event.
   *
   * <p>What it did to the objects counts only if it returns {@link Outcome#APPLIED}. JSON that is
   * malformed or too large may be left to fly: it becomes {@link Outcome#NOT_JSON} or {@link
   * Outcome#TOO_LARGE}. Any other exception ends the fold.
   *
   * @param payload shared, nobody may change it
   */
  Outcome reduce(Event event, byte[] payload, WorldObjects objects);
}
