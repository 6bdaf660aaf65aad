package io.ewig.engine.replica;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What other replicas have said to have, and which of them are waited for no more.
 *
 * @param versions of each what it said when it was met last
 * @param retired origins of which nothing is expected any more, as somebody has decided
 */
public record Acknowledged(Map<Origin, VersionVector> versions, Set<Origin> retired) {

  /** Nobody has said anything. */
  public static final Acknowledged NOTHING = new Acknowledged(Map.of(), Set.of());

  public Acknowledged {
    versions = Map.copyOf(new TreeMap<>(versions));
    retired = Set.copyOf(new TreeSet<>(retired));
  }
}
