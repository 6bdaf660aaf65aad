package io.ewig.engine.replica;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much of a history can be folded into a checkpoint: what every known replica has, so that
 * nothing is still to come which was written without it.
 *
 * @param size the events here with a smaller seq lie below it
 * @param moment when the last of these was recorded here
 * @param version the same events, as all replicas name them
 * @param replicas all others that are known here, by origin
 * @param heldBy who or what keeps it from being higher, the lowest first; nobody if all is below it
 */
public record Horizon(
    long size,
    Instant moment,
    VersionVector version,
    List<KnownReplica> replicas,
    List<Holder> heldBy) {

  /**
   * Another replica, as far as is known here.
   *
   * @param events how many of those that are here it has for sure
   * @param isRetired whether nobody waits for it
   */
  public record KnownReplica(Origin origin, long events, boolean isRetired) {}

  /**
   * Why the horizon is not higher.
   *
   * @param size as high as it can be because of this
   * @param what in words
   * @param origin the replica that has not said to have more, if it is because of one
   */
  public record Holder(long size, String what, Optional<Origin> origin) {

    static Holder of(long size, String what) {
      return new Holder(size, what, Optional.empty());
    }

    static Holder of(Origin origin, long size) {
      return new Holder(
          size,
          "origin "
              + origin
              + " has not said that it has more; let it meet this replica, or retire it by ewig"
              + " horizon --retire if it will never write again",
          Optional.of(origin));
    }
  }

  public Horizon {
    replicas = List.copyOf(replicas);
    heldBy = List.copyOf(heldBy);
  }
}
