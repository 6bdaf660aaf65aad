package io.ewig.calcite.plan.reference;

import io.ewig.calcite.operator.GivenRows;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;

/** Stands in a plan for what is read there otherwise: rows with the same columns. */
public final class GivenScan extends AbstractRelNode {

  private final GivenRows rows;

  private GivenScan(RelNode instead, GivenRows rows) {
    super(instead.getCluster(), instead.getCluster().traitSetOf(Convention.NONE));
    this.rowType = instead.getRowType();
    this.rows = rows;
  }

  /** In the place of a step. */
  public static GivenScan insteadOf(RelNode step) {
    return new GivenScan(step, new GivenRows(step.getRowType().getFieldCount()));
  }

  public GivenRows rows() {
    return rows;
  }

  /** Nothing below it could change. */
  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  /** Two of them are never the same rows. */
  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("rows", System.identityHashCode(rows));
  }
}
