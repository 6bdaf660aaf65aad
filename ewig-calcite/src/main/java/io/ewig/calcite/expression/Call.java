package io.ewig.calcite.expression;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A call whose arguments are compiled.
 *
 * @param operands as Calcite has them, one for each argument
 * @param type of the result
 */
public record Call(
    SqlOperator operator, List<RexNode> operands, List<Expression> arguments, RelDataType type) {

  public int size() {
    return arguments.size();
  }

  public Expression argument(int index) {
    return arguments.get(index);
  }

  public RelDataType typeOf(int index) {
    return operands.get(index).getType();
  }

  public SqlTypeName kindOf(int index) {
    return typeOf(index).getSqlTypeName();
  }

  public SqlTypeName kind() {
    return type.getSqlTypeName();
  }

  public boolean isLiteral(int index) {
    return operands.get(index) instanceof RexLiteral;
  }

  /** A flag or a unit: an enum's constant that is an operand. */
  public <E extends Enum<E>> E symbol(int index, Class<E> of) {
    Object value = ((RexLiteral) operands.get(index)).getValue();
    return of.cast(value);
  }
}
