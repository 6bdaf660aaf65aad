package io.ewig.engine.comparison;

import io.ewig.engine.repair.EventRange;
import java.util.List;

/**
 * Which payloads are not here of a part of a history.
 *
 * @param digest equal for two replicas that lack the same ones for the same reasons
 * @param withheld not come yet
 * @param erased destroyed
 * @param isCut whether there are more stretches than are listed
 */
public record Absences(
    long digest, List<EventRange> withheld, List<EventRange> erased, boolean isCut) {

  /** So many stretches are listed, of each kind. */
  public static final int RANGES_MAX = 4096;

  public Absences {
    withheld = List.copyOf(withheld);
    erased = List.copyOf(erased);
  }
}
