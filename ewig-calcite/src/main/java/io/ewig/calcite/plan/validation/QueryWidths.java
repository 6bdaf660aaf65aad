package io.ewig.calcite.plan.validation;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** A query has as many columns as what it stands for, or stands beside. */
final class QueryWidths {

  private QueryWidths() {}

  /**
   * @param types tells what type an operand has
   */
  static void check(SqlCall call, Function<SqlNode, RelDataType> types) {
    switch (call.getKind()) {
      case SCALAR_QUERY -> {
        int columns = types.apply(call.operand(0)).getFieldCount();
        if (columns != 1) {
          throw misfit(call, "stands for one value and has " + columns + " columns; select one");
        }
      }
      case IN, NOT_IN, SOME, ALL -> {
        if (call.operandCount() == 2 && call.operand(1).isA(SqlKind.QUERY)) {
          checkSought(call, types);
        }
      }
      default -> {
        // it stands for rows, if there is one
      }
    }
  }

  private static void checkSought(SqlCall call, Function<SqlNode, RelDataType> types) {
    SqlNode sought = call.operand(0);
    int values = sought.getKind() == SqlKind.ROW ? ((SqlCall) sought).operandCount() : 1;
    int columns = types.apply(call.operand(1)).getFieldCount();
    if (values != columns) {
      throw misfit(
          call,
          "has "
              + columns
              + (columns == 1 ? " column" : " columns")
              + ", and what is looked for "
              + values
              + (values == 1 ? " value" : " values")
              + "; let both have as many");
    }
  }

  private static UserException misfit(SqlCall call, String how) {
    return Place.of(call).error(ErrorCode.SYNTAX_ERROR, "this query " + how);
  }
}
