package io.ewig.calcite.plan;

import io.ewig.calcite.compile.CompileContext;
import io.ewig.calcite.compile.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.RexText;
import io.ewig.calcite.operator.Filter;
import io.ewig.calcite.operator.Project;
import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * Makes the operator of a scan: the relation's own, and above it what the relation can't see to.
 */
final class ScanCompiler implements Compiles<ReferenceScan> {

  private final ExpressionCompiler expressions;

  ScanCompiler(ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  @Override
  public Operator compile(ReferenceScan scan, CompileContext context) {
    ReferenceTable reference = scan.reference();
    List<Integer> columns = scan.columns().stream().map(reference::positionInRelation).toList();
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode condition : scan.conditions()) {
      conditions.add(condition.accept(new OnRelation(reference)));
    }
    Request request =
        new Request(reference.moment(), columns, conditions, reference.arguments(), expressions);
    Access access = reference.relation().access(request);
    if (access.rest().isEmpty()) {
      return access.operator();
    }
    RexNode rest = RexUtil.composeConjunction(expressions.rexBuilder(), access.rest());
    Operator filtered = new Filter(access.operator(), expressions.compile(rest), RexText.of(rest));
    List<Expression> chosen = new ArrayList<>();
    for (int column : columns) {
      chosen.add(new Column(column));
    }
    return new Project(filtered, chosen, columns.toString());
  }

  /** Columns of the reference as columns of the relation. */
  private static final class OnRelation extends RexShuttle {
    private final ReferenceTable reference;

    OnRelation(ReferenceTable reference) {
      this.reference = reference;
    }

    @Override
    public RexNode visitInputRef(RexInputRef column) {
      return new RexInputRef(reference.positionInRelation(column.getIndex()), column.getType());
    }
  }
}
