package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.execution.Operator;
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
 * ORDER BY with LIMIT by vectors, if rows consist of columns, and the first key is a number, an
 * instant or coded; else as before. An expression has to be computed for all rows, since it may
 * fail: so where there is one, no row can be passed over.
 */
public final class VectorTops {

  private VectorTops() {}

  public static Operator of(Sort node, CompileContext context, TopN byRow) {
    Pipeline pipeline = Pipeline.of(node.getInput(), context);
    VectorSource source =
        pipeline != null && pipeline.isPlain() ? pipeline.source(pipeline.columns()) : null;
    if (pipeline == null || source == null) {
      return byRow;
    }
    Terms terms = new Terms(source, context.expressions());
    RexNode first = pipeline.columns().get(byRow.order().columns().get(0).index());
    FirstKey key = key(terms, first);
    List<Integer> columns =
        pipeline.columns().stream().map(column -> ((RexInputRef) column).getIndex()).toList();
    return key == null
        ? byRow
        : new VectorTopN(
            source, pipeline.conditions().stream().map(terms::sieve).toList(), key, columns, byRow);
  }

  private static @Nullable FirstKey key(Terms terms, RexNode expression) {
    LongTerm longs = terms.longs(expression);
    KeyTerm values = longs == null ? terms.key(expression) : null;
    return longs != null || values instanceof NameKey ? new FirstKey(longs, values) : null;
  }
}
