package io.ewig.engine.branch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What something was at each moment, newest first; one thread adds, any reads.
 *
 * @param <T> null stands for "did not exist"
 */
final class Past<T> {

  private volatile @Nullable Step<T> newest;

  private record Step<T>(long seq, @Nullable T value, @Nullable Step<T> before) {}

  void add(long seq, @Nullable T value) {
    newest = new Step<>(seq, value, newest);
  }

  /** What it was before the event at a seq. */
  @Nullable T before(long seq) {
    Step<T> step = newest;
    while (step != null && step.seq >= seq) {
      step = step.before;
    }
    return step == null ? null : step.value;
  }

  /** All that it ever was, newest first. */
  List<T> values() {
    List<T> all = new ArrayList<>();
    for (Step<T> step = newest; step != null; step = step.before) {
      if (step.value != null) {
        all.add(step.value);
      }
    }
    return all;
  }
}
