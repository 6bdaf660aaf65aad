package io.ewig.calcite.execution;

import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.session.View;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a table is read at: a branch, and on both axes of time either a point or a stretch.
 *
 * @param view the branch as it was at the point of system time, as true at the point of valid time
 * @param branch its name
 * @param commits of the database
 * @param system all that was recorded during it; null: what the view shows
 * @param valid all that was true during it; null: what the view shows
 * @param age how long ago the oldest of it was recorded; zero for what there is now
 */
public record Moment(
    View view,
    String branch,
    Commits commits,
    @Nullable TimeRange system,
    @Nullable TimeRange valid,
    Duration age) {

  /** Of the present, or where nobody asks how old it is. */
  public Moment(
      View view,
      String branch,
      Commits commits,
      @Nullable TimeRange system,
      @Nullable TimeRange valid) {
    this(view, branch, commits, system, valid, Duration.ZERO);
  }

  /** Knows which commit an event belongs to: none yet, if the transaction is still under way. */
  @FunctionalInterface
  public interface Commits {
    @Nullable String idOf(long seq);
  }

  /** The point of the view, on both axes, where nobody asks for commits. */
  public static Moment at(View view, String branch) {
    return at(
        view,
        branch,
        seq -> {
          throw new IllegalStateException("the commits are not known here");
        });
  }

  /** The point of the view, on both axes. */
  public static Moment at(View view, String branch, Commits commits) {
    return new Moment(view, branch, commits, null, null);
  }

  /** The same of another view. */
  Moment of(View other) {
    return new Moment(other, branch, commits, system, valid, age);
  }

  /** Whether it is one point, so that each key has one row at most. */
  public boolean isPoint() {
    return system == null && valid == null;
  }
}
