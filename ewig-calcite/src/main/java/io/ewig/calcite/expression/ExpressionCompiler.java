package io.ewig.calcite.expression;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Makes expressions. */
public interface ExpressionCompiler {

  Expression compile(RexNode node);

  RexBuilder rexBuilder();
}
