package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.scan.VectorScan;
import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/** JOIN by vectors, if all of its columns are columns of its sides; else as before. */
public final class VectorJoins implements Compiles<Join> {

  private final Compiles<Join> byRow;

  public VectorJoins(Compiles<Join> byRow) {
    this.byRow = byRow;
  }

  @Override
  public Operator compile(Join node, CompileContext context) {
    Operator rows = byRow.compile(node, context);
    Pipeline pipeline = Pipeline.of(node, context);
    VectorSource source = pipeline == null ? null : source(pipeline);
    return pipeline == null || source == null
        ? rows
        : new VectorScan(source, List.of(), places(pipeline), rows);
  }

  private static @Nullable VectorSource source(Pipeline pipeline) {
    return pipeline.isPlain() ? pipeline.source(pipeline.columns()) : null;
  }

  private static List<Integer> places(Pipeline pipeline) {
    return pipeline.columns().stream().map(column -> ((RexInputRef) column).getIndex()).toList();
  }
}
