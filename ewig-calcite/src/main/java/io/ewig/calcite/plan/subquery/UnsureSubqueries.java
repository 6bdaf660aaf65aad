package io.ewig.calcite.plan.subquery;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Subqueries with IN that are unknown for a null among their rows.
 *
 * <p>Where what is looked for is not null, Calcite takes such an IN for one that is true or false,
 * so {@code IS NOT TRUE}, {@code COALESCE} or {@code CASE} would be simplified to what they are
 * without unknown. A call around it keeps Calcite from that until the subquery is made flat.
 */
public final class UnsureSubqueries {

  private static final SqlOperator UNSURE = new SqlSpecialOperator("$UNSURE", SqlKind.OTHER);

  /** What keeps unknown as it is, so that Calcite has nothing to simplify. */
  private static final Set<SqlKind> LOGIC = EnumSet.of(SqlKind.AND, SqlKind.OR, SqlKind.NOT);

  private final RexBuilder builder;

  /** Goes to the subqueries that say whether an operand is true, and not into other calls. */
  private final RexShuttle marks =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          return LOGIC.contains(call.getKind()) ? super.visitCall(call) : call;
        }

        @Override
        public RexNode visitOver(RexOver over) {
          return over;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subquery) {
          return isUnsure(subquery)
              ? builder.makeCall(subquery.getType(), UNSURE, List.of(subquery))
              : subquery;
        }
      };

  public UnsureSubqueries(RexBuilder builder) {
    this.builder = builder;
  }

  /** Whether a call only says that Calcite must not look at its operand. */
  static boolean isMark(RexCall call) {
    return call.getOperator().equals(UNSURE);
  }

  /** The same expression, with marks for what asks whether something is unknown. */
  public RexNode marked(RexNode expression) {
    if (!(expression instanceof RexCall call) || !asks(call)) {
      return expression;
    }
    List<RexNode> operands = marks.apply(call.getOperands());
    if (operands.equals(call.getOperands())) {
      return call;
    }
    if (isElseFalse(call)) {
      return builder.makeCall(SqlStdOperatorTable.IS_TRUE, operands.get(0));
    }
    return call.clone(call.getType(), call.isA(SqlKind.CASE) ? chosen(call, operands) : operands);
  }

  private static boolean asks(RexCall call) {
    return !(call instanceof RexSubQuery)
        && !(call instanceof RexOver)
        && !LOGIC.contains(call.getKind());
  }

  /** {@code COALESCE(x, FALSE)} is whether x is true, and asking for that is less work. */
  private static boolean isElseFalse(RexCall call) {
    return call.isA(SqlKind.COALESCE)
        && call.getOperands().size() == 2
        && call.getOperands().get(1).isAlwaysFalse();
  }

  /** A branch whose condition is unknown is not taken: asking for that alone is less work. */
  private List<RexNode> chosen(RexCall given, List<RexNode> operands) {
    List<RexNode> chosen = new ArrayList<>(operands);
    for (int i = 0; i < operands.size() - 1; i += 2) {
      RexNode condition = operands.get(i);
      if (!condition.equals(given.getOperands().get(i))) {
        chosen.set(i, builder.makeCall(SqlStdOperatorTable.IS_TRUE, condition));
      }
    }
    return chosen;
  }

  private static boolean isUnsure(RexSubQuery subquery) {
    return subquery.getKind() == SqlKind.IN
        && subquery.rel.getRowType().getFieldList().stream()
            .anyMatch(column -> column.getType().isNullable());
  }
}
