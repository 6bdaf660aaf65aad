package io.ewig.engine.world;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one event does to a world: the one step of which every fold, index and check is made.
 *
 * <p>{@link ObjectSet} says the same in every world; all else is said by the world's reducer.
 *
 * @param changes in the order of keys; empty unless the outcome is {@link Outcome#APPLIED}
 */
public record Reduction(Outcome outcome, List<ObjectChange> changes) {

  public Reduction {
    changes = List.copyOf(changes);
  }

  /**
   * Runs the step; the objects themselves stay as they are. An event whose payload is not here does
   * nothing.
   *
   * @param payload asked only if the reducer reads events of that type
   */
  public static Reduction of(
      Reducer reducer, Event event, Supplier<byte[]> payload, ObjectSource objects) {
    boolean isSet = event.type().equals(EventType.OBJECT_SET);
    if (!event.payload().isHere() || (!isSet && !reducer.reads(event.type()))) {
      return without(Outcome.NO_EFFECT);
    }
    StagedObjects staged = new StagedObjects(objects);
    Outcome outcome = outcome(isSet ? ObjectSet.REDUCER : reducer, event, payload.get(), staged);
    return outcome == Outcome.APPLIED ? new Reduction(outcome, staged.changes()) : without(outcome);
  }

  private static Reduction without(Outcome outcome) {
    return new Reduction(outcome, List.of());
  }

  private static Outcome outcome(
      Reducer reducer, Event event, byte[] payload, StagedObjects staged) {
    try {
      return reducer.reduce(event, payload, staged);
    } catch (UserException e) {
      return switch (e.code()) {
        case MALFORMED_JSON -> Outcome.NOT_JSON;
        case JSON_TOO_LARGE -> Outcome.TOO_LARGE;
        case CLOSED -> throw e;
        default -> throw failed(reducer, event, e);
      };
    } catch (CorruptionException | ResourceException | ConflictException e) {
      throw e; // objects that can't be read are no fault of the reducer, and the event counts
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(reducer, event, e);
    }
  }

  private static UserException failed(Reducer reducer, Event event, Throwable e) {
    return new UserException(
        ErrorCode.REDUCER_FAILED,
        "the reducer "
            + reducer.name()
            + " (version "
            + reducer.version()
            + ") failed on the "
            + event.type()
            + " event "
            + event.id()
            + " of "
            + event.world()
            + ": "
            + e
            + "; mend the reducer and raise its version",
        e);
  }
}
