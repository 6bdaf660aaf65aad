package io.ewig.calcite.execution;

import io.ewig.engine.session.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a table is read at: a branch, and on both axes of time either a point or a stretch.
 *
 * @param view the branch as it was at the point of system time, as true at the point of valid time
 * @param branch its name
 * @param system all that was recorded during it; null: what the view shows
 * @param valid all that was true during it; null: what the view shows
 */
public record Moment(View view, String branch, @Nullable Stretch system, @Nullable Stretch valid) {

  /** The point of the view, on both axes. */
  public static Moment at(View view, String branch) {
    return new Moment(view, branch, null, null);
  }

  /** Whether it is one point, so that each key has one row at most. */
  public boolean isPoint() {
    return system == null && valid == null;
  }

  /** From an instant up to, not including, another; {@link Instant#MIN} and MAX are open ends. */
  public record Stretch(Instant from, Instant to) {
    public static final Stretch ALL = new Stretch(Instant.MIN, Instant.MAX);
  }
}
