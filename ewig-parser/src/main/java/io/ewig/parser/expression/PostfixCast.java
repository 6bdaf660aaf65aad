package io.ewig.parser.expression;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code x::type}, which is another way to write {@code CAST(x AS type)}. */
public final class PostfixCast extends SqlBinaryOperator {

  public static final PostfixCast OPERATOR = new PostfixCast();

  /** Below the dot, above all arithmetic, as in PostgreSQL. */
  private static final int PRECEDENCE = 94;

  private PostfixCast() {
    super("::", SqlKind.CAST, PRECEDENCE, true, null, null, null);
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return SqlStdOperatorTable.CAST.createCall(pos, operands);
  }
}
