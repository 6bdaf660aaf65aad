package io.ewig.calcite.plan.subquery;

import org.apache.calcite.rel.RelShuttle;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Changes the plans of the subqueries in expressions, and nothing else of these. */
public final class InSubqueries extends RexShuttle {

  private final RelShuttle plans;

  /**
   * @param plans what is done to each plan
   */
  public InSubqueries(RelShuttle plans) {
    this.plans = plans;
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subquery) {
    RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subquery);
    return operands.clone(subquery.rel.accept(plans));
  }
}
