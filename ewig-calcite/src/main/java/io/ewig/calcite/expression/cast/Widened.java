package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.value.Type;
import io.ewig.parser.expression.JsonType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A value as it is, of a type that has no limit of length or size, and may be null: what a column
 * of a recursive query is, whose later values are longer than its first.
 */
public final class Widened {

  private static final String NAME = "$WIDENED";

  /** Many, and enough are left for what is computed of such numbers. */
  private static final int DIGITS = Type.DECIMAL_DIGITS_MAX / 2;

  public static final SqlFunction WIDENED =
      Own.function(
          NAME,
          binding -> wide(binding.getOperandType(0), binding.getTypeFactory()),
          OperandTypes.ANY);

  private Widened() {}

  public static void addTo(Functions functions) {
    functions.add(WIDENED, Widened::unchanged);
  }

  /** The same for a value that is to be of that very type, which takes it in as it is. */
  public static SqlFunction to(RelDataType type) {
    return Own.function(NAME, ReturnTypes.explicit(type), OperandTypes.ANY);
  }

  public static boolean is(SqlOperator operator) {
    return operator.getName().equals(NAME);
  }

  private static Expression unchanged(Call call) {
    return call.argument(0);
  }

  public static RelDataType wide(RelDataType type, RelDataTypeFactory types) {
    if (type instanceof JsonType) {
      return types.createTypeWithNullability(type, true);
    }
    RelDataType component = type.getComponentType();
    RelDataType wide =
        switch (type.getSqlTypeName()) {
          case CHAR, VARCHAR -> types.createSqlType(SqlTypeName.VARCHAR);
          case BINARY, VARBINARY -> types.createSqlType(SqlTypeName.VARBINARY);
          case DECIMAL ->
              types.createSqlType(
                  SqlTypeName.DECIMAL, Math.max(type.getPrecision(), DIGITS), type.getScale());
          case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
              types.createSqlType(type.getSqlTypeName(), Type.FRACTION_DIGITS_MAX);
          case ARRAY ->
              component == null ? type : types.createArrayType(wide(component, types), -1);
          default -> type;
        };
    return types.createTypeWithNullability(wide, true);
  }
}
