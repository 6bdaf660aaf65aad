package io.ewig.engine.internal.version;

import java.util.List;

/**
 * Some keys of a range in one store, picked about evenly.
 *
 * @param keys about how many keys the range has there, on whatever lines; exact if all are picked
 * @param picks not to be changed
 */
public record Sample(long keys, List<byte[]> picks) {

  public Sample {
    picks = List.copyOf(picks);
  }
}
