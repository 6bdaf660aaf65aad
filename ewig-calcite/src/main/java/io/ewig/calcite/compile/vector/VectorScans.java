package io.ewig.calcite.compile.vector;

import io.ewig.calcite.compile.node.Leaf;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.scan.VectorScan;

/** Leaves that are read by vectors, if their relation can be. */
public final class VectorScans {

  private VectorScans() {}

  /**
   * @param byRow reads the same row by row
   */
  public static Operator of(Leaf leaf, Request request, Operator byRow) {
    VectorSource source = leaf.relation().vectors(request);
    if (source == null) {
      return byRow;
    }
    Terms terms = new Terms(source, request.expressions());
    return new VectorScan(source, terms.sieves(request.conditions()), request.columns(), byRow);
  }
}
