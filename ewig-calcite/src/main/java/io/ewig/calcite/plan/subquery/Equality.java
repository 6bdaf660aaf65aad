package io.ewig.calcite.plan.subquery;

import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * A condition that one value of a row is equal to one of an outer row.
 *
 * <p>Rows that are alike in the value meet it or not together, and no two that differ in it do.
 */
record Equality(SqlOperator operator, RexNode outer, RexNode own) {

  /** A condition as an equality, or null if it is none. */
  static @Nullable Equality of(RexNode condition, Predicate<RexNode> knowsOuter) {
    if (!condition.isA(List.of(SqlKind.EQUALS, SqlKind.IS_NOT_DISTINCT_FROM))) {
      return null;
    }
    RexCall call = (RexCall) condition;
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    boolean isOuterLeft = knowsOuter.test(left);
    RexNode outer = isOuterLeft ? left : right;
    RexNode own = isOuterLeft ? right : left;
    boolean isPure = !knowsOuter.test(own) && RexUtil.isDeterministic(own) && !hasFields(outer);
    return isPure && differsAlike(outer.getType(), own.getType())
        ? new Equality(call.getOperator(), outer, own)
        : null;
  }

  private static boolean hasFields(RexNode expression) {
    return !org.apache.calcite.plan.RelOptUtil.InputFinder.bits(expression).isEmpty();
  }

  /** Whether no value of one type is equal to two different ones of the other. */
  private static boolean differsAlike(RelDataType a, RelDataType b) {
    return a.getSqlTypeName() == b.getSqlTypeName()
        || (SqlTypeUtil.isExactNumeric(a) && SqlTypeUtil.isExactNumeric(b));
  }

  /** The same of a value that was computed. */
  RexNode with(RexBuilder builder, RexNode computed) {
    return builder.makeCall(operator, outer, computed);
  }
}
