package io.ewig.engine.branch;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.version.Lineage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of commits that only ever grows. Names of branches point at lines; a line keeps its
 * identity whatever names come and go.
 *
 * @param number counts lines in the order of their creation: small, and the same after a rebuild
 * @param name what commits on it carry
 * @param fork where it started, or null if from nothing
 * @param only the one world that it is about, or null
 * @param lineage what is visible from its end
 * @param held which events it started with; empty: all that its lineage shows
 */
public record Line(
    int number,
    Branch name,
    @Nullable Fork fork,
    @Nullable World only,
    Lineage lineage,
    VersionVector held) {

  static Line root(int number, Branch name) {
    return new Line(number, name, null, null, Lineage.of(number), VersionVector.EMPTY);
  }

  static Line forked(int number, Branch name, Fork fork, @Nullable World only, VersionVector held) {
    Map<Integer, Long> limits = new HashMap<>();
    Lineage above = fork.from().lineage();
    for (int i = 0; i < above.size(); i++) {
      limits.put(above.line(i), Math.min(above.limitAt(i), fork.limit()));
    }
    limits.put(number, Long.MAX_VALUE);
    return new Line(number, name, fork, only, Lineage.of(limits), held);
  }

  /** The same under another name. */
  Line named(Branch other) {
    return new Line(number, other, fork, only, lineage, held);
  }

  /** Whether an event on a line of its lineage is among what it shows. */
  public boolean sees(int line, Event event) {
    if (line == number || fork == null) {
      return true;
    }
    return (held.isEmpty() || held.knows(event.origin(), event.originSeq()))
        && fork.from().sees(line, event);
  }

  @Override
  public String toString() {
    return name.name();
  }
}
