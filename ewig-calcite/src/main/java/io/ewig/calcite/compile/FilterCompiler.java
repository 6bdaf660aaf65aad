package io.ewig.calcite.compile;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.RexText;
import org.apache.calcite.rel.core.Filter;

/** WHERE, HAVING, QUALIFY. */
final class FilterCompiler implements Compiles<Filter> {

  @Override
  public Operator compile(Filter node, CompileContext context) {
    return new io.ewig.calcite.operator.Filter(
        context.compile(node.getInput()),
        context.expressions().compile(node.getCondition()),
        RexText.of(node.getCondition()));
  }
}
