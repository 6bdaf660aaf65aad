package io.ewig.calcite.plan.validation;

import io.ewig.calcite.plan.syntax.InnerQueries;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import org.apache.calcite.sql.JoinType;
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
 * {@code a JOIN LATERAL (SELECT ..) AS b ON a.x IN (SELECT ..)}: the condition goes into what is
 * run for each row anyway, {@code LATERAL (SELECT * FROM (SELECT ..) AS b WHERE a.x IN (SELECT ..))
 * AS b ON TRUE}. Calcite's converter would leave its queries without the row they are about.
 */
final class LateralConditions {

  private LateralConditions() {}

  /** Does so in a join of a query with a name. */
  static void moveIn(SqlJoin join) {
    boolean isRunForRows =
        join.getJoinType() == JoinType.INNER || join.getJoinType() == JoinType.LEFT;
    SqlNode condition = join.getCondition();
    if (isRunForRows
        && condition != null
        && join.getRight() instanceof SqlCall named
        && named.getKind() == SqlKind.AS
        && named.operand(0) instanceof SqlCall lateral
        && lateral.getKind() == SqlKind.LATERAL
        && lateral.operand(0).isA(SqlKind.QUERY)
        && InnerQueries.areIn(condition)) {
      SqlParserPos at = condition.getParserPosition();
      SqlNode all = named.clone(named.getParserPosition());
      ((SqlCall) all).setOperand(0, lateral.operand(0));
      SqlNode met = SyntaxTrees.select(SqlNodeList.of(SqlIdentifier.star(at)), all, condition);
      String alias = ((SqlIdentifier) named.operand(1)).getSimple();
      join.setRight(
          SyntaxTrees.named(
              SqlStdOperatorTable.LATERAL.createCall(lateral.getParserPosition(), met), alias));
      join.setOperand(5, SqlLiteral.createBoolean(true, at));
    }
  }
}
