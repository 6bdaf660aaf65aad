package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.row.Partners;
import io.ewig.calcite.change.row.RowChange;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.calcite.statement.Understanding;
import io.ewig.parser.node.TreeCopy;
import java.util.Objects;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the table of an UPDATE or DELETE while its rows are looked for.
 *
 * @param others as in a FROM clause, or null
 * @param isReturning whether RETURNING sees them
 */
record Beside(@Nullable SqlNode others, boolean isReturning) {

  static final Beside NOTHING = new Beside(null, false);

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

  /** The query for a list of columns; what RETURNING sees comes behind them. */
  SqlSelect select(SqlNodeList list, SqlNode table, @Nullable SqlNode condition) {
    if (others == null) {
      return SyntaxTrees.select(list, table, condition);
    }
    if (isReturning) {
      list.add(SqlIdentifier.star(NOWHERE));
    }
    return SyntaxTrees.select(list, join(table, TreeCopy.of(others)), condition);
  }

  /** The table comes first, so that whatever is LATERAL sees it. */
  private static SqlNode join(SqlNode table, SqlNode others) {
    if (others instanceof SqlJoin join && isOpen(join)) {
      join.setLeft(join(table, join.getLeft()));
      return join;
    }
    return new SqlJoin(
        NOWHERE,
        table,
        SqlLiteral.createBoolean(false, NOWHERE),
        JoinType.COMMA.symbol(NOWHERE),
        others,
        JoinConditionType.NONE.symbol(NOWHERE),
        null);
  }

  /** Whether it comes to the same if the left side is joined with something before. */
  private static boolean isOpen(SqlJoin join) {
    boolean keepsRight = join.getJoinType().generatesNullsOnLeft();
    return !keepsRight && !join.isNatural() && join.getConditionType() != JoinConditionType.USING;
  }

  /**
   * @param columns of the query, without what RETURNING sees
   */
  Partners partners(int columns) {
    return others == null ? Partners.NONE : new Partners(true, isReturning ? columns : -1);
  }

  /**
   * @param query that finds the rows
   */
  PlannedChange planned(
      Target target, RowChange change, Partners partners, Understanding.Planned query) {
    return partners.joined() < 0
        ? new PlannedChange(target, change)
        : new PlannedChange(
            target,
            change,
            join(target.from(), Objects.requireNonNull(others)),
            query.columns().size() - partners.joined());
  }
}
