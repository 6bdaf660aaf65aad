package io.ewig.engine.replica;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import java.time.Instant;
import java.util.List;

/**
 * How much of a history can be folded into a checkpoint: what every known replica has, so that
 * nothing is still to come which was written without it.
 *
 * @param size the events here with a smaller seq lie below it
 * @param moment when the last of these was recorded here
 * @param version the same events, as all replicas name them
 * @param heldBy who or what keeps it from being higher, the lowest first; nobody if all is below it
 */
public record Horizon(long size, Instant moment, VersionVector version, List<Holder> heldBy) {

  /**
   * Why the horizon is not higher.
   *
   * @param size as high as it can be because of this
   * @param what in words
   */
  public record Holder(long size, String what) {

    static Holder of(Origin origin, long size) {
      return new Holder(
          size,
          "origin "
              + origin
              + " has not said that it has more; let it meet this replica, or retire it by ewig"
              + " horizon --retire if it will never write again");
    }
  }

  public Horizon {
    heldBy = List.copyOf(heldBy);
  }
}
