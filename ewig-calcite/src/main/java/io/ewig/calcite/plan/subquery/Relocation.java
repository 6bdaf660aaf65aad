package io.ewig.calcite.plan.subquery;

import java.util.Set;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Says an expression, subqueries and all, where the fields of its row are found elsewhere. */
class Relocation extends RexShuttle {

  private final IntFunction<RexNode> fields;
  private final Inside inside;

  /**
   * @param fields gives what to say instead of a field
   * @param variables by which subqueries know the row
   * @param outerFields gives what subqueries say instead of a field of these
   */
  Relocation(
      IntFunction<RexNode> fields, Set<CorrelationId> variables, IntFunction<RexNode> outerFields) {
    this.fields = fields;
    this.inside = new Inside(variables, outerFields);
  }

  /** An expression without subqueries, whose fields are elsewhere. */
  static RexNode of(RexNode expression, IntFunction<RexNode> fields) {
    return expression.accept(new Relocation(fields, Set.of(), fields));
  }

  /** An expression without subqueries that finds the fields of an outer row elsewhere. */
  static RexNode ofOuter(RexNode expression, CorrelationId outer, IntFunction<RexNode> fields) {
    return expression.accept(new Inside(Set.of(outer), fields));
  }

  @Override
  public RexNode visitInputRef(RexInputRef ref) {
    return fields.apply(ref.getIndex());
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subquery) {
    RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subquery);
    return operands.clone(inside.plan(subquery.rel));
  }

  /** The same for what subqueries say. */
  private static final class Inside extends RexShuttle {
    private final Set<CorrelationId> variables;
    private final IntFunction<RexNode> outerFields;

    Inside(Set<CorrelationId> variables, IntFunction<RexNode> outerFields) {
      this.variables = variables;
      this.outerFields = outerFields;
    }

    RelNode plan(RelNode plan) {
      return plan.accept(
          new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode node) {
              return super.visit(node).accept(Inside.this);
            }
          });
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable variable
              && variables.contains(variable.id)
          ? outerFields.apply(access.getField().getIndex())
          : super.visitFieldAccess(access);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subquery);
      return operands.clone(plan(subquery.rel));
    }
  }
}
