package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.sort.TopN;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.sort.VectorTopN;
import io.ewig.calcite.vector.sort.VectorTopN.FirstKey;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongTerm;
import io.ewig.calcite.vector.term.NameKey;
import java.util.List;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY with LIMIT by vectors, if the first key is a number, an instant or coded, and all else
 * is columns; else as before. An expression has to be computed for all rows, since it may fail: the
 * first key is.
 */
public final class VectorTops {

  private VectorTops() {}

  public static Operator of(Sort node, CompileContext context, TopN byRow) {
    Pipeline pipeline = Pipeline.of(node.getInput(), context);
    if (pipeline == null || !isOfColumns(pipeline.columns(), byRow.order())) {
      return byRow;
    }
    VectorSource source = pipeline.source(pipeline.columns());
    if (source == null) {
      return byRow;
    }
    Terms terms = new Terms(source, context.expressions());
    FirstKey key = key(terms, first(pipeline.columns(), byRow.order()));
    return key == null
        ? byRow
        : new VectorTopN(
            source,
            terms.sieves(pipeline.conditions()),
            key,
            pipeline.columns().stream().map(terms::output).toList(),
            byRow);
  }

  private static RexNode first(List<RexNode> columns, RowOrder order) {
    return columns.get(order.columns().get(0).index());
  }

  private static boolean isOfColumns(List<RexNode> columns, RowOrder order) {
    RexNode first = first(columns, order);
    return columns.stream().allMatch(column -> column.equals(first) || isColumn(column))
        && order.columns().stream().skip(1).allMatch(key -> isColumn(columns.get(key.index())));
  }

  private static boolean isColumn(RexNode expression) {
    return expression instanceof RexInputRef;
  }

  private static @Nullable FirstKey key(Terms terms, RexNode expression) {
    LongTerm longs = terms.longs(expression);
    KeyTerm values = longs == null ? terms.key(expression) : null;
    return longs != null || values instanceof NameKey ? new FirstKey(longs, values) : null;
  }
}
