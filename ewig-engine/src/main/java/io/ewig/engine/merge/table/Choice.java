package io.ewig.engine.merge.table;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses between what two sides made of a part of a definition. */
final class Choice {

  private final TableMerge.Decider decider;

  Choice(TableMerge.Decider decider) {
    this.decider = decider;
  }

  /** What changed on one side, or on both alike; else what is decided. */
  <T> T of(String part, @Nullable T base, T ours, T theirs) {
    T kept = orNone(part, base, ours, theirs, base == null ? Whose.EITHER : Whose.ANY);
    return kept == null ? ours : kept;
  }

  /** The same of a part that need not be there. */
  <T> @Nullable T orNone(String part, @Nullable T base, @Nullable T ours, @Nullable T theirs) {
    return orNone(part, base, ours, theirs, Whose.ANY);
  }

  /**
   * @param possible what may be decided
   */
  <T> @Nullable T orNone(
      String part, @Nullable T base, @Nullable T ours, @Nullable T theirs, Set<Whose> possible) {
    if (Objects.equals(theirs, base) || Objects.equals(ours, theirs)) {
      return ours;
    } else if (Objects.equals(ours, base)) {
      return theirs;
    }
    return switch (decider.decide(part, base, ours, theirs, possible)) {
      case BASE -> base;
      case OURS -> ours;
      case THEIRS -> theirs;
    };
  }
}
