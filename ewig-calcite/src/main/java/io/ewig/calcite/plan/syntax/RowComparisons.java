package io.ewig.calcite.plan.syntax;

import io.ewig.parser.node.TreeCopy;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of rows, {@code (a, b) < (c, d)}, said value by value: {@code a < c OR a = c AND b <
 * d}.
 *
 * <p>To Calcite a row is never null and is compared as one thing, so that a null in it would be an
 * ordinary value. In other words it is unknown where a value that counts is. An index finds what is
 * said value by value, too.
 */
final class RowComparisons {

  private RowComparisons() {}

  /** The call value by value; null: it compares no two rows of one width. */
  static @Nullable SqlNode of(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    return switch (call.getKind()) {
      case IS_NULL -> isRow(call, 0) ? all(call, SqlStdOperatorTable.IS_NULL) : null;
      case IS_NOT_NULL -> isRow(call, 0) ? all(call, SqlStdOperatorTable.IS_NOT_NULL) : null;
      case NOT_EQUALS -> areRows(call) ? unequal(values(call, 0), values(call, 1), at) : null;
      case LESS_THAN -> ordered(call, SqlStdOperatorTable.LESS_THAN, false);
      case LESS_THAN_OR_EQUAL -> ordered(call, SqlStdOperatorTable.LESS_THAN, true);
      case GREATER_THAN -> ordered(call, SqlStdOperatorTable.GREATER_THAN, false);
      case GREATER_THAN_OR_EQUAL -> ordered(call, SqlStdOperatorTable.GREATER_THAN, true);
      default -> null;
    };
  }

  private static boolean isRow(SqlCall call, int place) {
    return call.operand(place).getKind() == SqlKind.ROW;
  }

  private static boolean areRows(SqlCall call) {
    return call.operandCount() == 2
        && isRow(call, 0)
        && isRow(call, 1)
        && values(call, 0).size() == values(call, 1).size();
  }

  private static List<SqlNode> values(SqlCall call, int place) {
    return ((SqlCall) call.operand(place)).getOperandList();
  }

  private static SqlNode all(SqlCall call, SqlOperator condition) {
    SqlParserPos at = call.getParserPosition();
    return values(call, 0).stream()
        .<SqlNode>map(value -> condition.createCall(at, value))
        .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(at, a, b))
        .orElseThrow();
  }

  private static SqlNode unequal(List<SqlNode> left, List<SqlNode> right, SqlParserPos at) {
    SqlNode some = SqlStdOperatorTable.NOT_EQUALS.createCall(at, left.get(0), right.get(0));
    for (int i = 1; i < left.size(); i++) {
      SqlNode one = SqlStdOperatorTable.NOT_EQUALS.createCall(at, left.get(i), right.get(i));
      some = SqlStdOperatorTable.OR.createCall(at, some, one);
    }
    return some;
  }

  private static @Nullable SqlNode ordered(SqlCall call, SqlOperator strict, boolean orEqual) {
    if (!areRows(call)) {
      return null;
    }
    SqlParserPos at = call.getParserPosition();
    List<SqlNode> left = values(call, 0);
    List<SqlNode> right = values(call, 1);
    int last = left.size() - 1;
    SqlOperator ofLast = orEqual ? call.getOperator() : strict;
    SqlNode rest = ofLast.createCall(at, left.get(last), right.get(last));
    for (int i = last - 1; i >= 0; i--) {
      SqlNode before = strict.createCall(at, left.get(i), right.get(i));
      SqlNode level =
          SqlStdOperatorTable.EQUALS.createCall(
              at, TreeCopy.of(left.get(i)), TreeCopy.of(right.get(i)));
      rest =
          SqlStdOperatorTable.OR.createCall(
              at, before, SqlStdOperatorTable.AND.createCall(at, level, rest));
    }
    return rest;
  }
}
