package io.ewig.calcite.plan.subquery;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/** {@code a < ANY (subquery)} and its like, by the greatest or the least value there is. */
final class ByExtreme {

  static final Set<SqlKind> ORDERS =
      EnumSet.of(
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  private ByExtreme() {}

  static RexNode of(RexSubQuery given, SqlOperator comparison, RexBuilder builder) {
    RelBuilder plans = RelFactories.LOGICAL_BUILDER.create(given.rel.getCluster(), null);
    boolean isLess =
        comparison.getKind() == SqlKind.LESS_THAN
            || comparison.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
    plans.push(given.rel);
    RexNode extreme = scalar(plans, isLess ? plans.max(plans.field(0)) : plans.min(plans.field(0)));
    plans.push(given.rel);
    RexNode all = scalar(plans, plans.countStar("n"));
    plans.push(given.rel);
    RexNode known = scalar(plans, plans.count(plans.field(0)));
    RexNode asked = given.getOperands().get(0);
    return builder.makeCall(
        given.getType(),
        SqlStdOperatorTable.CASE,
        List.of(
            plans.equals(all, builder.makeExactLiteral(BigDecimal.ZERO)),
            builder.makeLiteral(false),
            builder.makeCall(
                SqlStdOperatorTable.IS_TRUE, builder.makeCall(comparison, asked, extreme)),
            builder.makeLiteral(true),
            plans.or(plans.isNull(asked), plans.lessThan(known, all)),
            builder.makeNullLiteral(given.getType()),
            builder.makeLiteral(false)));
  }

  private static RexNode scalar(RelBuilder plans, RelBuilder.AggCall call) {
    return RexSubQuery.scalar(plans.aggregate(plans.groupKey(), call).build());
  }
}
