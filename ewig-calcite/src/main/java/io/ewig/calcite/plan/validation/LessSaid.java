package io.ewig.calcite.plan.validation;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Words from which Calcite would conclude more than they say, in others that say less. */
final class LessSaid {

  /** Where {@link SqlJoin} has its condition. */
  private static final int CONDITION = 5;

  private LessSaid() {}

  /**
   * To Calcite {@code CASE WHEN x IS NOT NULL THEN x ..} promises a value without null. While it
   * simplifies it drops the condition and keeps the promise, and then a NOT gives wrong answers. In
   * other words the same says nothing.
   */
  static SqlNode withoutPromise(SqlNode condition) {
    if (!(condition instanceof SqlCall call) || call.getKind() != SqlKind.IS_NOT_NULL) {
      return condition;
    }
    SqlParserPos at = call.getParserPosition();
    SqlNode operand = call.operand(0);
    return SqlStdOperatorTable.NOT.createCall(
        at, SqlStdOperatorTable.IS_NULL.createCall(at, operand));
  }

  /** A plus before a value changes nothing, so it says nothing about the value's type either. */
  static SqlNode withoutPlus(SqlCall call) {
    return call.getKind() == SqlKind.PLUS_PREFIX && !(call.operand(0) instanceof SqlDynamicParam)
        ? call.operand(0)
        : call;
  }

  /** A condition that is a query by itself would be computed before the rows that it is about. */
  static void withoutBareQuery(SqlJoin join) {
    SqlNode condition = join.getCondition();
    if (condition != null && condition.isA(SqlKind.QUERY)) {
      join.setOperand(
          CONDITION,
          SqlStdOperatorTable.IS_TRUE.createCall(condition.getParserPosition(), condition));
    }
  }
}
