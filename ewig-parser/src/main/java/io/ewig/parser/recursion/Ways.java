package io.ewig.parser.recursion;

import io.ewig.parser.expression.Signs;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The rows on the way to a row, as an array of them. */
final class Ways {

  private Ways() {}

  /** {@code row.column} */
  static SqlNode column(SqlIdentifier row, SqlIdentifier column) {
    return new SqlIdentifier(
        List.of(row.getSimple(), column.getSimple()), column.getParserPosition());
  }

  /** {@code ROW(row.a, row.b)} */
  static SqlNode row(SqlIdentifier row, SqlNodeList columns) {
    List<SqlNode> values = new ArrayList<>();
    columns.forEach(each -> values.add(column(row, (SqlIdentifier) each)));
    return SqlStdOperatorTable.ROW.createCall(columns.getParserPosition(), values);
  }

  static SqlNode start(SqlIdentifier row, SqlNodeList columns) {
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
        columns.getParserPosition(), row(row, columns));
  }

  /** The way before, and the row itself. */
  static SqlNode on(SqlIdentifier row, SqlNodeList columns, SqlIdentifier before) {
    SqlParserPos pos = columns.getParserPosition();
    return new SqlUnresolvedFunction(
            new SqlIdentifier("array_concat", pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, column(row, before), start(row, columns));
  }

  /** Whether the row is on the way before; two nulls are the same, as UNION has it. */
  static SqlNode has(SqlIdentifier row, SqlNodeList columns, SqlIdentifier before) {
    return Signs.CONTAINS.createCall(
        columns.getParserPosition(), column(row, before), start(row, columns));
  }
}
