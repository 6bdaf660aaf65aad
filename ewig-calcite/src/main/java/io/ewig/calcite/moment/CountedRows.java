package io.ewig.calcite.moment;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.parser.expression.Counted;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code f(x) WITH ORDINALITY}: {@code LATERAL (SELECT *, ROW_NUMBER() OVER () AS ordinality FROM
 * f(x))}.
 */
final class CountedRows {

  private CountedRows() {}

  static boolean is(SqlNode node) {
    return node instanceof SqlCall call && call.getOperator().equals(Counted.OPERATOR);
  }

  /** The function itself. */
  static SqlNode function(SqlNode counted) {
    return ((SqlCall) counted).operand(0);
  }

  /** The function under the name that its numbered rows have. */
  static SqlNode named(SqlNode counted, SqlIdentifier alias) {
    return SyntaxTrees.named(function(counted), alias.getSimple());
  }

  /** What a function is called that nobody has named. */
  static SqlIdentifier defaultName(SqlNode counted) {
    SqlNode function = function(counted);
    SqlNode call =
        function.getKind() == SqlKind.COLLECTION_TABLE ? ((SqlCall) function).operand(0) : function;
    return new SqlIdentifier(RowFunctions.name((SqlCall) call), counted.getParserPosition());
  }

  /** Rows with their numbers behind their columns. */
  static SqlNode of(SqlNode rows) {
    SqlParserPos pos = rows.getParserPosition();
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            SqlNodeList.EMPTY,
            SqlNodeList.EMPTY,
            SqlLiteral.createBoolean(false, pos),
            null,
            null,
            null,
            pos);
    SqlNode number =
        SqlStdOperatorTable.OVER.createCall(
            pos, SqlStdOperatorTable.ROW_NUMBER.createCall(pos), window);
    SqlNodeList items =
        new SqlNodeList(
            List.of(SqlIdentifier.star(pos), SyntaxTrees.named(number, Counted.COLUMN)), pos);
    return SqlStdOperatorTable.LATERAL.createCall(pos, SyntaxTrees.select(items, rows, null));
  }
}
