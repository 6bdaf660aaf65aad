package io.ewig.calcite.plan.subquery;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Looks for calls that give another value each time, such as of {@code nextval}, in a plan. */
final class Volatile extends RelHomogeneousShuttle {

  private boolean isFound;

  private final RexShuttle inExpressions =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          isFound |= !call.getOperator().isDeterministic();
          return super.visitCall(call);
        }
      };

  private Volatile() {}

  static boolean isIn(RelNode plan) {
    Volatile search = new Volatile();
    plan.accept(search);
    return search.isFound;
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(inExpressions);
  }
}
