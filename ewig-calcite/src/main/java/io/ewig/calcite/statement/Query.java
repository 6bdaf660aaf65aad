package io.ewig.calcite.statement;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;

/** A query. */
public final class Query implements Statement {

  private final BoundPlans<QueryPlan> plans;

  /**
   * @param tree a new one each time, because planning changes it
   */
  public Query(Frontend frontend, Supplier<SqlNode> tree, int parameterCount) {
    this.plans =
        new BoundPlans<>(
            frontend,
            parameterCount,
            understanding -> {
              Understanding.Planned query = understanding.query(tree.get());
              return new QueryPlan(understanding.frame(), query.root(), query.columns());
            });
  }

  @Override
  public boolean isQuery() {
    return true;
  }

  @Override
  public List<ResultColumn> columns(Run run) {
    return plans.bind(run).plan().columns();
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return plans.bind(run).plan().frame().parameters();
  }

  @Override
  public Answer run(Run run) {
    BoundPlans.Bound<QueryPlan> bound = plans.bind(run);
    QueryPlan plan = bound.plan();
    return new Answer.Result(plan.columns(), plan.root().open(bound.execution()));
  }
}
