package io.ewig.parser.expression;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What stands between the brackets of {@code a[2:3]}; a bound that is left out is the array's. */
public final class Slice extends SqlSpecialOperator {

  public static final Slice OPERATOR = new Slice();

  private Slice() {
    super("SLICE", SqlKind.OTHER);
  }

  public static SqlNode of(@Nullable SqlNode first, @Nullable SqlNode last, SqlParserPos pos) {
    return OPERATOR.createCall(
        pos,
        first == null ? number(1, pos) : first,
        last == null ? number(Integer.MAX_VALUE, pos) : last);
  }

  private static SqlNode number(int number, SqlParserPos pos) {
    return SqlLiteral.createExactNumeric(Integer.toString(number), pos);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    call.operand(0).unparse(writer, 0, 0);
    writer.sep(":");
    call.operand(1).unparse(writer, 0, 0);
  }
}
