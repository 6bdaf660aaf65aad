package io.ewig.sync.standing;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.replica.Standing;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the standing of another replica.
 *
 * @param marks what its origins have come to, of those of which that was said
 */
public record Heard(VersionVector version, SortedMap<Origin, Long> marks) {

  public Heard {
    marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
  }

  static Heard of(Standing standing) {
    return new Heard(standing.version(), standing.marks());
  }
}
