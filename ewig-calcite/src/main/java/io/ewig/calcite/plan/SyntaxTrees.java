package io.ewig.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
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

  /** {@code VALUES .. AS alias(column1, column2 ..)} */
  public static SqlNode values(SqlCall values, String alias) {
    SqlParserPos pos = values.getParserPosition();
    int columns = ((SqlCall) values.operand(0)).operandCount();
    List<SqlNode> operands = new ArrayList<>();
    operands.add(values);
    operands.add(new SqlIdentifier(alias, pos));
    for (int i = 0; i < columns; i++) {
      operands.add(new SqlIdentifier(Labels.column(i), pos));
    }
    return SqlStdOperatorTable.AS.createCall(pos, operands);
  }
}
