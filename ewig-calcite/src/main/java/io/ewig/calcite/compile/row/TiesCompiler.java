package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.node.Orders;
import io.ewig.calcite.compile.node.TiesLimit;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.sort.LimitWithTies;
import org.apache.calcite.rex.RexNode;

/** FETCH FIRST .. WITH TIES. */
public final class TiesCompiler implements Compiles<TiesLimit> {

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
