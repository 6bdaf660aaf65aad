package io.ewig.calcite.compile.node;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;

/** What the compilers of nodes have at hand while one plan is compiled; one thread. */
public interface CompileContext {

  /** The operator of an input. */
  Operator compile(RelNode node);

  ExpressionCompiler expressions();

  RelDataTypeFactory types();

  /** How many rows a node gives, roughly. */
  double rowCount(RelNode node);

  default List<Expression> expressions(List<? extends RexNode> nodes) {
    List<Expression> compiled = new ArrayList<>(nodes.size());
    for (RexNode node : nodes) {
      compiled.add(expressions().compile(node));
    }
    return compiled;
  }
}
