package io.ewig.parser.recursion;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code SEARCH DEPTH FIRST BY a, b SET c}: a column to order by.
 *
 * <p>Depth first it is the list of all rows on the way, so that what comes of a row follows it;
 * breadth first it is how far the way is, and the row.
 *
 * @param by columns of the row that count
 * @param into the column that is made
 */
public record SearchClause(boolean isDepthFirst, SqlNodeList by, SqlIdentifier into) {

  ComputedColumn column() {
    SqlParserPos pos = into.getParserPosition();
    if (isDepthFirst) {
      return new ComputedColumn(into, row -> Ways.start(row, by), row -> Ways.on(row, by, into));
    }
    return new ComputedColumn(
        into,
        row -> counted(SqlLiteral.createExactNumeric("0", pos), row),
        row -> {
          SqlNode one = SqlLiteral.createExactNumeric("1", pos);
          SqlNode before =
              SqlStdOperatorTable.ITEM.createCall(pos, Ways.column(row, into), one.clone(pos));
          return counted(SqlStdOperatorTable.PLUS.createCall(pos, before, one), row);
        });
  }

  private SqlNode counted(SqlNode count, SqlIdentifier row) {
    List<SqlNode> values = new ArrayList<>(List.of(count));
    by.forEach(each -> values.add(Ways.column(row, (SqlIdentifier) each)));
    return SqlStdOperatorTable.ROW.createCall(into.getParserPosition(), values);
  }
}
