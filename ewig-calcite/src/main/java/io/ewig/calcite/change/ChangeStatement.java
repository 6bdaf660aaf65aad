package io.ewig.calcite.change;

import io.ewig.calcite.change.row.Written;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.BoundPlans;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** A statement that changes rows; plans are kept as long as names mean the same. */
public final class ChangeStatement implements Statement {

  private final BoundPlans<ChangePlan> plans;
  private final boolean isReturning;

  /**
   * @param isReturning whether it gives rows
   */
  public ChangeStatement(BoundPlans<ChangePlan> plans, boolean isReturning) {
    this.plans = plans;
    this.isReturning = isReturning;
  }

  @Override
  public boolean isQuery() {
    return isReturning;
  }

  @Override
  public List<ResultColumn> columns(Run run) {
    RowAnswer returning = plans.bind(run).plan().returning();
    return returning == null ? List.of() : returning.columns();
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return plans.bind(run).plan().frame().parameters();
  }

  @Override
  public Answer run(Run run) {
    return run.session()
        .work()
        .change(
            transaction -> {
              BoundPlans.Bound<ChangePlan> bound = plans.bind(run);
              Execution execution = bound.execution();
              ChangePlan plan = bound.plan();
              plan.requireAllowed(run.session());
              RowAnswer returning = plan.returning();
              boolean withKeys = returning == null && run.keys().areWanted();
              Written written = new Written(returning != null || withKeys);
              Execution answering =
                  returning == null ? execution : returning.before(execution, transaction);
              long count = plan.change().apply(transaction, execution, written);
              if (returning != null) {
                return returning.result(written.rows(), answering);
              }
              RowAnswer keys = withKeys ? GeneratedKeys.of(plan.target(), run.keys()) : null;
              return new Answer.Count(
                  count,
                  keys == null || keys.columns().isEmpty()
                      ? null
                      : keys.result(written.rows(), execution));
            });
  }
}
