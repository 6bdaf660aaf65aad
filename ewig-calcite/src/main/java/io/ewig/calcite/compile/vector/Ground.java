package io.ewig.calcite.compile.vector;

import io.ewig.calcite.vector.VectorSource;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** What the columns of a {@link Pipeline} are of. */
interface Ground {

  /** How many columns it has. */
  int width();

  /**
   * Whether it can be read by vectors.
   *
   * @param conditions on its rows
   */
  boolean isByVectors(List<RexNode> conditions);

  /**
   * A source of them; null if it can't be read by vectors.
   *
   * @param conditions on its rows, which say where to look
   * @param needs what is asked for
   */
  @Nullable VectorSource source(List<RexNode> conditions, Needs needs);
}
