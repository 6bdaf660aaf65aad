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
  <T extends @Nullable Object> T of(String part, @Nullable Object base, T ours, T theirs) {
    if (Objects.equals(theirs, base) || Objects.equals(ours, theirs)) {
      return ours;
    } else if (Objects.equals(ours, base)) {
      return theirs;
    }
    return decider.takesTheirs(part, base, ours, theirs) ? theirs : ours;
  }
}
