package io.ewig.calcite.expression.cast;

import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which texts may be padded with blanks: columns, what is cast to a CHAR, and what chooses one of
 * them. A text that is spelled out is a CHAR to Calcite, too, but its blanks were meant.
 */
public final class Padded {

  private Padded() {}

  /**
   * @param columns which of them are
   */
  public static boolean is(RexNode expression, Predicate<RexInputRef> columns) {
    if (!holdsChar(expression.getType())) {
      return false;
    } else if (expression instanceof RexInputRef column) {
      return columns.test(column);
    } else if (expression instanceof RexCall call) {
      return call.isA(SqlKind.CAST)
          || call.getOperands().stream().anyMatch(operand -> is(operand, columns));
    }
    return expression instanceof RexFieldAccess;
  }

  /** The type of an expression about columns of tables; a CHAR is padded. */
  public static RelDataType type(RexNode expression, RelDataTypeFactory types) {
    RelDataType type = expression.getType();
    return isChar(type) && !is(expression, column -> true) ? varying(type, types) : type;
  }

  /** The type of a text that is spelled out: its length means nothing. */
  public static RelDataType varying(RelDataType text, RelDataTypeFactory types) {
    RelDataType type = types.createSqlType(SqlTypeName.VARCHAR);
    return types.createTypeWithNullability(type, text.isNullable());
  }

  private static boolean holdsChar(RelDataType type) {
    RelDataType element = type.getComponentType();
    return isChar(type) || (element != null && isChar(element));
  }

  public static boolean isChar(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.CHAR;
  }
}
