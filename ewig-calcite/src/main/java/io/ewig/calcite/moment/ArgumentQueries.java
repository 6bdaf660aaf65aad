package io.ewig.calcite.moment;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Queries among the arguments of a function in FROM: they are computed in a row of their own first,
 * and the function is called beside it.
 */
final class ArgumentQueries {

  private static final String ROW = "arguments";

  private ArgumentQueries() {}

  static boolean areIn(SqlCall call) {
    return call.getOperandList().stream().anyMatch(ArgumentQueries::hasQuery);
  }

  /**
   * Whether they have to be computed first even where arrays are unnested: next to other arrays
   * Calcite does not look into a query.
   */
  static boolean areAmongArrays(SqlNode node) {
    RowFunctions rows = RowFunctions.of(node);
    boolean hasSeveral =
        rows == null
            ? node.getKind() == SqlKind.UNNEST && ((SqlCall) node).operandCount() > 1
            : rows.arrays().size() > 1;
    return hasSeveral && areIn((SqlCall) node);
  }

  private static boolean hasQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY)
        || (node instanceof SqlCall call
            && call.getOperandList().stream()
                .anyMatch(operand -> operand != null && hasQuery(operand)));
  }

  /** {@code LATERAL (SELECT f.* FROM (SELECT (query) AS a) AS arguments, f(arguments.a) AS f)}. */
  static SqlNode first(SqlBasicCall call) {
    SqlParserPos pos = call.getParserPosition();
    SqlNodeList computed = new SqlNodeList(pos);
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (hasQuery(operand)) {
        String name = "argument " + computed.size();
        computed.add(SyntaxTrees.named(operand, name));
        operands.add(new SqlIdentifier(List.of(ROW, name), pos));
      } else {
        operands.add(operand);
      }
    }
    SqlNode row = SyntaxTrees.named(SyntaxTrees.select(computed, null, null), ROW);
    String name = RowFunctions.name(call);
    SqlNode called = call.getOperator().createCall(pos, operands);
    SqlNode function =
        called.getKind() == SqlKind.UNNEST
            ? called
            : SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, called);
    SqlIdentifier all = SqlIdentifier.star(List.of(name, ""), pos, List.of(pos, pos));
    return SqlStdOperatorTable.LATERAL.createCall(
        pos,
        SyntaxTrees.select(
            SqlNodeList.of(all), beside(row, SyntaxTrees.named(function, name)), null));
  }

  /** What stands in FROM, and something that sees it. */
  static SqlNode beside(SqlNode from, SqlNode next) {
    SqlParserPos pos = next.getParserPosition();
    return new SqlJoin(
        pos,
        from,
        SqlLiteral.createBoolean(false, pos),
        JoinType.COMMA.symbol(pos),
        next,
        JoinConditionType.NONE.symbol(pos),
        null);
  }
}
