package io.ewig.calcite.compile;

import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.sort.LimitWithTies;
import org.apache.calcite.rex.RexNode;

/** FETCH FIRST .. WITH TIES. */
final class TiesCompiler implements Compiles<TiesLimit> {

  @Override
  public Operator compile(TiesLimit node, CompileContext context) {
    RexNode offset = node.offset();
    return new LimitWithTies(
        context.compile(node.getInput()),
        Orders.of(node.order()),
        offset == null ? null : RowCount.offset(context.expressions().compile(offset)),
        RowCount.limit(context.expressions().compile(node.fetch())));
  }
}
