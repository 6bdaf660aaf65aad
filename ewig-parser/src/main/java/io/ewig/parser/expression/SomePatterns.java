package io.ewig.parser.expression;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code ANY (patterns)} and {@code ALL (patterns)} where a pattern is expected; the operand is an
 * array.
 */
public final class SomePatterns extends SqlSpecialOperator {

  /** It needs no parentheses around it. */
  private static final int BINDING = 200;

  public static final SqlOperator ANY = new SomePatterns("ANY");
  public static final SqlOperator ALL = new SomePatterns("ALL");

  private SomePatterns(String name) {
    super(name, SqlKind.OTHER, BINDING);
  }

  /** What stands in the parentheses, as an array. */
  public static SqlNode array(SqlNodeList patterns) {
    SqlNode first = patterns.get(0);
    if (patterns.size() > 1) {
      return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
          patterns.getParserPosition(), patterns.getList());
    }
    return first.isA(SqlKind.QUERY)
        ? SqlStdOperatorTable.ARRAY_QUERY.createCall(first.getParserPosition(), first)
        : first;
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
    writer.keyword(getName());
    SqlWriter.Frame frame = writer.startList("(", ")");
    call.operand(0).unparse(writer, 0, 0);
    writer.endList(frame);
  }
}
