package io.ewig.sync.standing;

import io.ewig.engine.event.Origin;
import io.ewig.engine.replica.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * How far one origin has got, and what that has come to.
 *
 * @param mark see {@link Standing#marks()}
 */
public record Entry(Origin origin, long seq, long mark) {

  /** All of a standing. */
  static List<Entry> of(Standing standing) {
    List<Entry> entries = new ArrayList<>(standing.marks().size());
    standing
        .marks()
        .forEach(
            (origin, mark) -> entries.add(new Entry(origin, standing.version().get(origin), mark)));
    return entries;
  }
}
