package io.ewig.calcite.command;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.calcite.statement.Frontend;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * CALL of a function, which is a query: of its one value, or of the rows of one that stands in
 * FROM. There are no procedures.
 */
final class Calls {

  private Calls() {}

  /**
   * @param call this call's own
   */
  static SqlNode query(SqlCall call, Frontend frontend) {
    SqlCall routine = call.operand(0);
    SqlParserPos pos = routine.getParserPosition();
    SqlFunction function = (SqlFunction) routine.getOperator();
    if (frontend.hasTableFunction(function.getName())) {
      return SyntaxTrees.select(
          SqlNodeList.of(SqlIdentifier.star(pos)),
          SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, routine),
          null);
    }
    SqlNode value = SyntaxTrees.function(pos, function.getNameAsId(), routine.getOperandList());
    return SyntaxTrees.select(SqlNodeList.of(value), null, null);
  }
}
