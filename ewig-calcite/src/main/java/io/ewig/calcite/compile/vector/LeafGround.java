package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.Leaf;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorSource;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The columns of a relation. */
record LeafGround(Leaf leaf, Request request) implements Ground {

  @Override
  public int width() {
    return leaf.relation().columns().size();
  }

  @Override
  public boolean isByVectors(List<RexNode> conditions) {
    return source(conditions, Needs.of(List.of())) != null;
  }

  @Override
  public @Nullable VectorSource source(List<RexNode> conditions, Needs needs) {
    return leaf.relation()
        .vectors(
            new Request(
                request.moment(),
                request.columns(),
                conditions,
                request.arguments(),
                request.expressions()));
  }
}
