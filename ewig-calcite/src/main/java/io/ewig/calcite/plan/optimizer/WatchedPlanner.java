package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.execution.Watch;
import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;

/** Stops before the next rule if the statement has to; its context carries the watch. */
public final class WatchedPlanner extends HepPlanner {

  private final Watch watch;

  /** One that only keeps what planning needs. */
  public WatchedPlanner(Watch watch) {
    this(HepProgram.builder().build(), Contexts.of(watch));
  }

  WatchedPlanner(HepProgram program, Context context) {
    super(program, context);
    this.watch = context.maybeUnwrap(Watch.class).orElse(Watch.NONE);
  }

  @Override
  public void checkCancel() {
    watch.check();
  }
}
