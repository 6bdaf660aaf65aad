package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.engine.schema.Table;
import io.ewig.parser.change.MergeRows;
import io.ewig.parser.change.WhenClause.Match;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The join of a MERGE, and what tells which of its rows a clause is about.
 *
 * <p>A row of the table that none of the source meets is in the join only where a clause asks for
 * such rows. Then the source has a column more, which is null in them.
 */
record Matching(SqlIdentifier key, boolean isFull) {

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

  /** No table of a statement can have this name without quotes. */
  private static final String MARK = "merge source";

  private static final String MARK_COLUMN = "is_given";

  static Matching of(MergeRows merge, Target target) {
    Table table = target.table();
    String key = table.columns().get(table.positionsOf(table.primaryKey())[0]).name();
    return new Matching(
        target.reference(key),
        merge.clauses().stream().anyMatch(when -> when.match() == Match.NOT_MATCHED_BY_SOURCE));
  }

  SqlNode join(MergeRows merge, Target target) {
    return isFull
        ? join(marked(merge.source()), JoinType.FULL, target.from(), merge.condition())
        : join(merge.source(), JoinType.LEFT, target.from(), merge.condition());
  }

  private static SqlNode marked(SqlNode source) {
    SqlCall row = SqlStdOperatorTable.ROW.createCall(NOWHERE, truth(true));
    SqlCall values = SqlStdOperatorTable.VALUES.createCall(NOWHERE, row);
    SqlNode mark =
        SyntaxTrees.named(values, new SqlIdentifier(MARK, NOWHERE), List.of(MARK_COLUMN));
    return join(source, JoinType.INNER, mark, truth(true));
  }

  private static SqlNode join(SqlNode left, JoinType type, SqlNode right, SqlNode condition) {
    return new SqlJoin(
        NOWHERE,
        left,
        truth(false),
        type.symbol(NOWHERE),
        right,
        JoinConditionType.ON.symbol(NOWHERE),
        condition);
  }

  private static SqlLiteral truth(boolean is) {
    return SqlLiteral.createBoolean(is, NOWHERE);
  }

  /** Whether a joined row is such a one. */
  SqlNode is(Match match) {
    SqlNode isInTable = SqlStdOperatorTable.IS_NOT_NULL.createCall(NOWHERE, key);
    return switch (match) {
      case MATCHED ->
          isFull ? SqlStdOperatorTable.AND.createCall(NOWHERE, isInTable, mark(true)) : isInTable;
      case NOT_MATCHED -> SqlStdOperatorTable.IS_NULL.createCall(NOWHERE, key);
      case NOT_MATCHED_BY_SOURCE -> isFull ? mark(false) : truth(false);
    };
  }

  private static SqlNode mark(boolean isGiven) {
    SqlIdentifier mark = new SqlIdentifier(List.of(MARK, MARK_COLUMN), NOWHERE);
    return isGiven
        ? SqlStdOperatorTable.IS_NOT_NULL.createCall(NOWHERE, mark)
        : SqlStdOperatorTable.IS_NULL.createCall(NOWHERE, mark);
  }
}
