package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.RexText;
import org.apache.calcite.rel.core.Filter;

/** WHERE, HAVING, QUALIFY. */
public final class FilterCompiler implements Compiles<Filter> {

  @Override
  public Operator compile(Filter node, CompileContext context) {
    return new io.ewig.calcite.operator.Filter(
        context.compile(node.getInput()),
        context.expressions().compile(node.getCondition()),
        RexText.of(node.getCondition()));
  }
}
