package io.ewig.calcite.plan.subquery;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** A variable by which subqueries know the row that they are computed for. */
record Correlation(RexBuilder builder, CorrelationId id, RelDataType row) {

  /** A new one for the rows of a relation. */
  static Correlation to(RelNode input) {
    return new Correlation(
        input.getCluster().getRexBuilder(), input.getCluster().createCorrel(), input.getRowType());
  }

  /** A field of the row where the row is. */
  RexNode field(int index) {
    return RexInputRef.of(index, row);
  }

  /** A field of the row within a subquery. */
  RexNode outerField(int index) {
    return builder.makeFieldAccess(builder.makeCorrel(row, id), index);
  }
}
