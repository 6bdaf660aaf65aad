package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.join.CorrelatedJoin;
import org.apache.calcite.rel.core.Correlate;

/** LATERAL, and subqueries that could not be made joins. */
public final class CorrelateCompiler implements Compiles<Correlate> {

  @Override
  public Operator compile(Correlate node, CompileContext context) {
    return new CorrelatedJoin(
        context.compile(node.getLeft()),
        context.compile(node.getRight()),
        JoinCompiler.type(node.getJoinType()),
        node.getCorrelationId().getId(),
        node.getLeft().getRowType().getFieldCount(),
        node.getRight().getRowType().getFieldCount());
  }
}
