package io.ewig.calcite.plan.subquery;

import io.ewig.calcite.expression.collection.OnlyValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** What aggregates of no rows come to. */
final class EmptyAggregates {

  private EmptyAggregates() {}

  /** The columns of an aggregate of no rows, or null if they are not known. */
  static @Nullable List<RexNode> of(Aggregate aggregate) {
    RexBuilder builder = aggregate.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      switch (call.getAggregation().getKind()) {
        case COUNT, SUM0 -> columns.add(builder.makeExactLiteral(BigDecimal.ZERO, call.getType()));
        case SUM, MIN, MAX, AVG, SINGLE_VALUE, ANY_VALUE ->
            columns.add(builder.makeNullLiteral(call.getType()));
        default -> {
          if (!call.getAggregation().equals(OnlyValue.FIRST_TWO)) {
            return null;
          }
          columns.add(builder.makeNullLiteral(call.getType()));
        }
      }
    }
    return columns;
  }
}
