package io.ewig.calcite.expression.rex;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor.ArgHandler;
import org.apache.calcite.sql.util.SqlVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * A column of the query around a grouped one, where the grouped one says something of its groups.
 *
 * <p>It is the same for all of them, and need not be grouped by: who checks that does not see it.
 */
public final class OuterColumn extends SqlSpecialOperator {

  static final OuterColumn OPERATOR = new OuterColumn();

  private OuterColumn() {
    super("$OUTER", SqlKind.OTHER, 0, true, ReturnTypes.ARG0, InferTypes.RETURN_TYPE, null);
  }

  public static SqlCall of(SqlIdentifier column) {
    return OPERATOR.createCall(column.getParserPosition(), column);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    return validator.deriveType(scope, call.operand(0));
  }

  /** To those who ask for expressions about this query's own rows it has none. */
  @Override
  public <R> void acceptCall(
      SqlVisitor<R> visitor, SqlCall call, boolean onlyExpressions, ArgHandler<R> operands) {
    if (!onlyExpressions) {
      super.acceptCall(visitor, call, onlyExpressions, operands);
    }
  }

  /** Shows up in no message as more than the column. */
  @Override
  public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
    SqlNode column = call.operand(0);
    column.unparse(writer, left, right);
  }
}
