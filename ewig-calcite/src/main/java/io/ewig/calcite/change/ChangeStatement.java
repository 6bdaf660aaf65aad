package io.ewig.calcite.change;

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
    return plans.bind(run).plan().answer().columns();
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
              boolean isWanted = isReturning || run.keys().areWanted();
              Written written = new Written(isWanted);
              long count = bound.plan().change().apply(transaction, execution, written);
              if (isReturning) {
                return bound.plan().answer().result(written.rows(), execution);
              }
              return new Answer.Count(
                  count,
                  isWanted ? bound.plan().keys(run.keys(), written.rows()) : null);
            });
  }
}
