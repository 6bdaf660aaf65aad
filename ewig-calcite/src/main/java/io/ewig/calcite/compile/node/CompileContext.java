package io.ewig.calcite.compile.node;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.RexText;
import io.ewig.calcite.operator.Project;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** What the compilers of nodes have at hand while one plan is compiled; one thread. */
public interface CompileContext {

  /** The operator of an input. */
  Operator compile(RelNode node);

  /** The same, or the one that was made of this very node last, for another way to run a plan. */
  Operator compiled(RelNode node);

  ExpressionCompiler expressions();

  RelDataTypeFactory types();

  /** How many rows a node gives, roughly. */
  double rowCount(RelNode node);

  /** The values of some expressions for each row of an input. */
  default Operator project(Operator input, List<? extends RexNode> nodes) {
    List<RexNode> computed = new ArrayList<>(nodes);
    computed.removeIf(RexInputRef.class::isInstance);
    int[] needs = RelOptUtil.InputFinder.bits(computed, null).toArray();
    return new Project(input, expressions(nodes), needs, RexText.of(nodes));
  }

  default List<Expression> expressions(List<? extends RexNode> nodes) {
    List<Expression> compiled = new ArrayList<>(nodes.size());
    for (RexNode node : nodes) {
      compiled.add(expressions().compile(node));
    }
    return compiled;
  }
}
