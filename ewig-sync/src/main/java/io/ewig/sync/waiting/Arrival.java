package io.ewig.sync.waiting;

import io.ewig.engine.replica.Adopted;
import io.ewig.engine.replica.Refusal;
import java.util.List;

/**
 * What became of commits that were brought; all that this says is durable.
 *
 * @param adopted how much was taken in, of what had waited as well; what is parked waits now, as
 *     long as there is room for it
 * @param turnedAway why some that had waited, or were to wait, will not be taken in
 * @param waiting how many commits wait now
 */
public record Arrival(Adopted adopted, List<Refusal> turnedAway, int waiting) {

  public Arrival {
    turnedAway = List.copyOf(turnedAway);
  }
}
