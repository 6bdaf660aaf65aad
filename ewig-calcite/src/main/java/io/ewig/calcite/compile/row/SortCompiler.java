package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.node.Orders;
import io.ewig.calcite.compile.node.RowsInOrder;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.Limit;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.sort.TopN;
import org.apache.calcite.rel.core.Sort;
import org.jspecify.annotations.Nullable;

/** ORDER BY, LIMIT and OFFSET, which are one node. */
public final class SortCompiler implements Compiles<Sort> {

  private final FirstRows firstRows;

  /** Row by row. */
  public SortCompiler() {
    this((node, context, byRow) -> byRow);
  }

  public SortCompiler(FirstRows firstRows) {
    this.firstRows = firstRows;
  }

  /** Another way to the first rows of an order. */
  @FunctionalInterface
  public interface FirstRows {

    /**
     * @param byRow where there is no other way
     */
    Operator of(Sort node, CompileContext context, TopN byRow);
  }

  @Override
  public Operator compile(Sort node, CompileContext context) {
    @Nullable RowCount offset =
        node.offset == null ? null : RowCount.offset(context.expressions().compile(node.offset));
    @Nullable RowCount limit =
        node.fetch == null ? null : RowCount.limit(context.expressions().compile(node.fetch));
    Operator input = context.compile(node.getInput());
    boolean isSorted =
        new RowsInOrder(context.expressions())
            .are(node.getInput(), node.getCollation().getFieldCollations());
    Operator sorted = isSorted ? input : sorted(input, node, offset, limit, context);
    return offset == null && limit == null ? sorted : new Limit(sorted, offset, limit);
  }

  private Operator sorted(
      Operator input,
      Sort node,
      @Nullable RowCount offset,
      @Nullable RowCount limit,
      CompileContext context) {
    RowOrder order = Orders.of(node.getCollation());
    return limit == null
        ? new io.ewig.calcite.operator.sort.Sort(input, order)
        : firstRows.of(node, context, new TopN(input, order, offset, limit));
  }
}
