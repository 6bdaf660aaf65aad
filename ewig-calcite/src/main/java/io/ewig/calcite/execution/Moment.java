package io.ewig.calcite.execution;

import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.session.View;
import org.jspecify.annotations.Nullable;

/**
 * What a table is read at: a branch, and on both axes of time either a point or a stretch.
 *
 * @param view the branch as it was at the point of system time, as true at the point of valid time
 * @param branch its name
 * @param system all that was recorded during it; null: what the view shows
 * @param valid all that was true during it; null: what the view shows
 */
public record Moment(
    View view, String branch, @Nullable TimeRange system, @Nullable TimeRange valid) {

  /** The point of the view, on both axes. */
  public static Moment at(View view, String branch) {
    return new Moment(view, branch, null, null);
  }

  /** Whether it is one point, so that each key has one row at most. */
  public boolean isPoint() {
    return system == null && valid == null;
  }
}
