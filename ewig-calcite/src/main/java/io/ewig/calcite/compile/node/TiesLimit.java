package io.ewig.calcite.compile.node;

import io.ewig.parser.expression.WithTies;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The first of sorted rows, and those that are level with the last of them. Calcite's own node for
 * limits takes nothing but a number.
 */
public final class TiesLimit extends SingleRel {

  private final RelCollation order;
  private final @Nullable RexNode offset;
  private final RexNode fetch;

  private TiesLimit(RelNode sorted, RelCollation order, @Nullable RexNode offset, RexNode fetch) {
    super(sorted.getCluster(), sorted.getTraitSet(), sorted);
    this.order = order;
    this.offset = offset;
    this.fetch = fetch;
  }

  /** The same plan with nodes of this kind where ties are asked for. */
  public static RelNode in(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode inside = super.visit(node);
            return inside instanceof Sort sort
                    && sort.fetch instanceof RexCall call
                    && call.getOperator().equals(WithTies.OPERATOR)
                ? of(sort, call.getOperands().get(0))
                : inside;
          }
        });
  }

  private static RelNode of(Sort sort, RexNode fetch) {
    RelNode sorted = LogicalSort.create(sort.getInput(), sort.getCollation(), null, null);
    return new TiesLimit(sorted, sort.getCollation(), sort.offset, fetch);
  }

  public RelCollation order() {
    return order;
  }

  public @Nullable RexNode offset() {
    return offset;
  }

  public RexNode fetch() {
    return fetch;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new TiesLimit(inputs.get(0), order, offset, fetch);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("order", order)
        .itemIf("offset", offset, offset != null)
        .item("fetch", fetch);
  }
}
