package io.ewig.parser.change;

import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.node.Selects;
import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code (a, b) = (1, 2)} and {@code (a, b) = (SELECT ..)}, as a value for each column. */
public final class RowAssignment {

  private static final String ROW = "row";

  private RowAssignment() {}

  /**
   * As many values as columns.
   *
   * @param row the values; or a query that gives them all
   */
  public static List<SqlNode> values(SqlNodeList columns, SqlNodeList row) throws ParseException {
    boolean isQuery = row.size() == 1 && row.get(0).isA(SqlKind.QUERY);
    if (isQuery && columns.size() > 1) {
      List<SqlNode> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(columnOf(TreeCopy.of(row.get(0)), i, columns.size()));
      }
      return values;
    }
    if (row.size() != columns.size()) {
      throw new ParseException(
          "a list of " + columns.size() + " columns is given " + row.size() + " values");
    }
    return row.getList();
  }

  /** {@code SELECT "i" FROM (query) AS "row" ("0", "1", ..)}. */
  private static SqlNode columnOf(SqlNode query, int column, int columns) {
    SqlParserPos pos = query.getParserPosition();
    List<SqlNode> as = new ArrayList<>(List.of(query, new SqlIdentifier(ROW, pos)));
    for (int i = 0; i < columns; i++) {
      as.add(new SqlIdentifier(Integer.toString(i), pos));
    }
    SqlNode item = new SqlIdentifier(List.of(ROW, Integer.toString(column)), pos);
    SqlNode from = SqlStdOperatorTable.AS.createCall(pos, as);
    return Selects.of(pos, SqlNodeList.of(item), from);
  }
}
