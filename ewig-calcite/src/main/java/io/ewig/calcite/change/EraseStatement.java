package io.ewig.calcite.change;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.BoundPlans;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import io.ewig.engine.erasure.Reason;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/**
 * {@code ERASE}: destroys what rows held, at all times and on all branches. It takes effect at once
 * and belongs to no transaction. The count is that of keys.
 */
public final class EraseStatement implements Statement {

  private final BoundPlans<ErasePlan> plans;

  public EraseStatement(BoundPlans<ErasePlan> plans) {
    this.plans = plans;
  }

  @Override
  public boolean isQuery() {
    return false;
  }

  @Override
  public List<ResultColumn> columns(Run run) {
    return List.of();
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return plans.bind(run).plan().frame().parameters();
  }

  @Override
  public Answer run(Run run) {
    Session session = run.session();
    session.settings().requireWritable();
    session.requireNoWork("history");
    BoundPlans.Bound<ErasePlan> bound = plans.bind(run);
    ErasePlan plan = bound.plan();
    Subject subject = new Subject.OfTable(plan.table().schema(), plan.table().name());
    session.require(Operation.ERASE, subject);
    session.rights().note(Rights.Notable.ERASURE, subject.toString());
    Reason reason = new Reason(session.settings().user(), "ERASE FROM " + plan.table());
    long count =
        session.engine().erasures().rows(plan.table(), plan.condition(bound.execution()), reason);
    return new Answer.Count(count, null);
  }
}
