package io.ewig.engine.merge;

import io.ewig.engine.internal.version.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts valid time where one of several timelines changes: between two cuts each holds one value, or
 * none. One thread, one pass.
 */
final class Steps {

  private final List<List<Period>> timelines;
  private final int[] at;
  private final List<Long> cuts;
  private int step = -1;

  Steps(List<List<Period>> timelines) {
    this.timelines = timelines;
    this.at = new int[timelines.size()];
    TreeSet<Long> all = new TreeSet<>();
    for (List<Period> timeline : timelines) {
      for (Period piece : timeline) {
        all.add(piece.validFrom());
        all.add(piece.validTo());
      }
    }
    this.cuts = new ArrayList<>(all);
  }

  /** Goes to the next step of time; before the first and after the last nothing holds. */
  boolean next() {
    step++;
    return step + 1 < cuts.size();
  }

  long from() {
    return cuts.get(step);
  }

  long to() {
    return cuts.get(step + 1);
  }

  /** What a timeline holds during the step. */
  byte @Nullable [] value(int timeline) {
    List<Period> pieces = timelines.get(timeline);
    while (at[timeline] < pieces.size() && pieces.get(at[timeline]).validTo() <= from()) {
      at[timeline]++;
    }
    Period piece = at[timeline] == pieces.size() ? null : pieces.get(at[timeline]);
    return piece != null && piece.validFrom() <= from() ? piece.value() : null;
  }
}
