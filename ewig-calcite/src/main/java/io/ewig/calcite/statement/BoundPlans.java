package io.ewig.calcite.statement;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.moment.MomentPlan;
import io.ewig.engine.session.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plans of one statement; any thread.
 *
 * <p>The newest is first: with one session, or many that look at the same branch, that is the one
 * that fits.
 */
public final class BoundPlans<P extends Plan> {

  /** So many branches and schemas with different definitions can take turns. */
  private static final int PLANS_MAX = 8;

  private final Frontend frontend;
  private final int parameterCount;
  private final Function<Understanding, P> planner;
  private volatile List<P> plans = List.of();

  /**
   * @param planner makes a plan; has to work on a new syntax tree each time
   */
  public BoundPlans(Frontend frontend, int parameterCount, Function<Understanding, P> planner) {
    this.frontend = frontend;
    this.parameterCount = parameterCount;
    this.planner = planner;
  }

  /** A plan with what it is run with. */
  public record Bound<P>(P plan, Execution execution) {}

  /** The plan that fits what names mean for a run, made if there is none. */
  public Bound<P> bind(Run run) {
    SearchPath path = run.session().settings().path();
    for (P plan : plans) {
      if (plan.frame().path().equals(path)) {
        Bound<P> bound = bind(plan, run);
        if (bound != null) {
          return bound;
        }
      }
    }
    Understanding understanding = new Understanding(frontend, run, parameterCount);
    P made = planner.apply(understanding);
    keep(made);
    return new Bound<>(made, understanding.execution());
  }

  /** Null if names mean something else than when the plan was made. */
  private @Nullable Bound<P> bind(P plan, Run run) {
    Frame frame = plan.frame();
    View present = run.session().view();
    Execution bare = bare(frame, run, present);
    List<MomentPlan> wanted = frame.moments();
    List<Moment> moments = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      MomentPlan next = wanted.get(i);
      Execution known =
          next.hasQueries() ? bare(frame, run, present).at(List.copyOf(moments)) : bare;
      moments.add(next.resolve(run.session(), present, known, run.isShape()));
    }
    if (!frame.fits(moments)) {
      return null;
    }
    Rights rights = run.session().rights();
    if (!rights.isUnlimited()) { // a plan that another made says nothing of who may run it
      frame.reads().forEach(read -> read.require(rights, moments.get(read.moment())));
    }
    return new Bound<>(plan, bare.at(moments));
  }

  private Execution bare(Frame frame, Run run, View present) {
    return frontend.bare(run, frame.parameters(), present.validAt());
  }

  private synchronized void keep(P made) {
    List<P> kept = new ArrayList<>(PLANS_MAX);
    kept.add(made);
    for (P plan : plans) {
      if (kept.size() < PLANS_MAX) {
        kept.add(plan);
      }
    }
    plans = List.copyOf(kept);
  }
}
