package io.ewig.calcite.plan.reference;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.vector.VectorScans;
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
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Makes the operator of a scan: the relation's own, and above it what the relation can't see to.
 */
public final class ScanCompiler implements Compiles<ReferenceScan> {

  private static final int[] NONE = {};

  private final ExpressionCompiler expressions;

  public ScanCompiler(ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  @Override
  public Operator compile(ReferenceScan scan, CompileContext context) {
    Request request = scan.request(expressions);
    Access access = scan.relation().access(request);
    if (access.rest().isEmpty()) {
      return VectorScans.of(scan, request, access.operator());
    }
    RexNode rest = RexUtil.composeConjunction(expressions.rexBuilder(), access.rest());
    Operator filtered = new Filter(access.operator(), expressions.compile(rest), RexText.of(rest));
    List<Expression> chosen = new ArrayList<>();
    for (int column : request.columns()) {
      chosen.add(new Column(column));
    }
    Operator byRow = new Project(filtered, chosen, NONE, request.columns().toString());
    return VectorScans.of(scan, request, byRow);
  }
}
