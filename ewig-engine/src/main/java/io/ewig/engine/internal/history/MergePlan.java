package io.ewig.engine.internal.history;

import io.ewig.engine.internal.run.Run;
import io.ewig.engine.internal.run.RunWriter;
import java.util.List;

/** Which runs to merge next. */
final class MergePlan {

  private MergePlan() {}

  /** The oldest neighbours of one level that are enough and not too large together, or none. */
  static List<Run> choose(List<Run> oldestFirst, int fanIn) {
    for (int from = 0; from + fanIn <= oldestFirst.size(); from++) {
      List<Run> window = oldestFirst.subList(from, from + fanIn);
      int level = window.get(0).level();
      long bytes = window.stream().mapToLong(Run::bytes).sum();
      if (bytes <= RunWriter.BYTES_MAX && window.stream().allMatch(run -> run.level() == level)) {
        return List.copyOf(window);
      }
    }
    return List.of();
  }
}
