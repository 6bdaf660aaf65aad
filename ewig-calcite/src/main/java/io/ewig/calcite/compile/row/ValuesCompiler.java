package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;

/** VALUES. */
public final class ValuesCompiler implements Compiles<Values> {

  @Override
  public Operator compile(Values node, CompileContext context) {
    List<List<Expression>> rows = new ArrayList<>(node.getTuples().size());
    for (List<RexLiteral> tuple : node.getTuples()) {
      rows.add(context.expressions(tuple));
    }
    return new io.ewig.calcite.operator.Values(rows);
  }
}
