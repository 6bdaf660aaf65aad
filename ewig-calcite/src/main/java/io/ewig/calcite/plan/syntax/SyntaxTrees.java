package io.ewig.calcite.plan.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Makes syntax trees that no text has. */
public final class SyntaxTrees {

  private SyntaxTrees() {}

  /** {@code SELECT list [FROM from] [WHERE where]} */
  public static SqlSelect select(
      SqlNodeList list, @Nullable SqlNode from, @Nullable SqlNode where) {
    SqlParserPos pos = list.getParserPosition();
    return new SqlSelect(
        pos, null, list, from, where, null, null, null, null, null, null, null, null);
  }

  /** {@code SELECT * FROM rows} */
  public static SqlSelect allOf(SqlNode rows) {
    return select(SqlNodeList.of(SqlIdentifier.star(rows.getParserPosition())), rows, null);
  }

  /** {@code VALUES .. AS alias(column1, column2 ..)} */
  public static SqlNode values(SqlCall values, String alias) {
    int columns = ((SqlCall) values.operand(0)).operandCount();
    return named(
        values,
        new SqlIdentifier(alias, values.getParserPosition()),
        IntStream.range(0, columns).mapToObj(Labels::column).toList());
  }

  /** {@code node AS alias} */
  public static SqlNode named(SqlNode node, String alias) {
    SqlParserPos pos = node.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(pos, node, new SqlIdentifier(alias, pos));
  }

  /** {@code rows AS alias(column, ..)} */
  public static SqlNode named(SqlNode rows, SqlIdentifier alias, List<String> columns) {
    SqlParserPos pos = alias.getParserPosition();
    List<SqlNode> operands = new ArrayList<>(List.of(rows, alias));
    columns.forEach(column -> operands.add(new SqlIdentifier(column, pos)));
    return SqlStdOperatorTable.AS.createCall(pos, operands);
  }

  /** {@code name(operand, ..)} */
  public static SqlCall function(SqlParserPos pos, SqlIdentifier name, List<SqlNode> operands) {
    return new SqlUnresolvedFunction(
            name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, operands);
  }
}
