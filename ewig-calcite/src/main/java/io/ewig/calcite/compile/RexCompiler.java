package io.ewig.calcite.compile;

import io.ewig.calcite.expression.Expression;
import org.apache.calcite.rex.RexNode;

/** Makes an expression of Calcite's; columns are those of the row it gets. Any thread. */
@FunctionalInterface
public interface RexCompiler {

  Expression compile(RexNode node);
}
