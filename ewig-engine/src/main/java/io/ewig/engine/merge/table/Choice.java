package io.ewig.engine.merge.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses between what two sides made of a part of a definition. */
final class Choice {

  private final TableMerge.Decider decider;

  Choice(TableMerge.Decider decider) {
    this.decider = decider;
  }

  /** What changed on one side, or on both alike; else what is decided. */
  <T> T of(String part, @Nullable T base, T ours, T theirs) {
    return takesTheirs(part, base, ours, theirs) ? theirs : ours;
  }

  /** The same of a part that need not be there. */
  <T> @Nullable T orNone(String part, @Nullable T base, @Nullable T ours, @Nullable T theirs) {
    return takesTheirs(part, base, ours, theirs) ? theirs : ours;
  }

  private boolean takesTheirs(
      String part, @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
    if (Objects.equals(theirs, base) || Objects.equals(ours, theirs)) {
      return false;
    }
    return Objects.equals(ours, base) || decider.takesTheirs(part, base, ours, theirs);
  }
}
