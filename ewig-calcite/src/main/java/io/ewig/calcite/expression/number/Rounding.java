package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.Numbers;
import io.ewig.calcite.type.EwigTypeSystem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** ABS, SIGN, ROUND, TRUNCATE, and FLOOR and CEIL of numbers. */
public final class Rounding {

  public static final SqlFunction ROUND = rounding("ROUND");
  public static final SqlFunction TRUNCATE = rounding("TRUNCATE");
  public static final SqlFunction TRUNC = rounding("TRUNC");

  /** More digits than a number of ours has, before or behind the point. */
  private static final int PLACES_MAX = 400;

  private Rounding() {}

  private static SqlFunction rounding(String name) {
    return SqlBasicFunction.create(
        name,
        ((SqlReturnTypeInference) Rounding::resultType).andThen(SqlTypeTransforms.TO_NULLABLE),
        OperandTypes.NUMERIC.or(OperandTypes.NUMERIC_INT32),
        SqlFunctionCategory.NUMERIC);
  }

  /** A decimal keeps only the places that are asked for, if they are said in the statement. */
  private static RelDataType resultType(SqlOperatorBinding binding) {
    RelDataType type = binding.getOperandType(0);
    boolean isKnown =
        binding.getOperandCount() == 1
            || (binding.isOperandLiteral(1, false)
                && SqlTypeUtil.isIntType(binding.getOperandType(1)));
    if (type.getSqlTypeName() != SqlTypeName.DECIMAL || !isKnown) {
      return type;
    }
    Integer places =
        binding.getOperandCount() == 1 ? 0 : binding.getOperandLiteralValue(1, Integer.class);
    int scale = Math.max(Math.min(places == null ? 0 : places, type.getScale()), 0);
    int digits = type.getPrecision() - type.getScale() + scale + 1; // 9.9 becomes 10
    return binding
        .getTypeFactory()
        .createSqlType(
            SqlTypeName.DECIMAL,
            Math.min(digits, EwigTypeSystem.INSTANCE.getMaxPrecision(SqlTypeName.DECIMAL)),
            scale);
  }

  public static void addTo(Functions functions) {
    add(functions, ROUND, RoundingMode.HALF_UP);
    add(functions, TRUNCATE, RoundingMode.DOWN);
    add(functions, TRUNC, RoundingMode.DOWN);
    functions.add(SqlStdOperatorTable.SIGN, Rounding::sign);
  }

  private static void add(Functions functions, SqlOperator operator, RoundingMode mode) {
    functions.add(
        operator,
        call -> {
          RelDataType type = call.type();
          return call.size() == 1
              ? Functions.strict(call.argument(0), (Number x) -> rounded(x, 0, mode, type))
              : Functions.strict(
                  call.argument(0),
                  call.argument(1),
                  (Number x, Number places) -> rounded(x, places.longValue(), mode, type));
        });
  }

  /** To so many places behind the point; before it if negative. */
  private static Object rounded(Number x, long places, RoundingMode mode, RelDataType type) {
    int scale = (int) Math.max(Math.min(places, PLACES_MAX), -PLACES_MAX);
    if (x instanceof Double || x instanceof Float) {
      double wide = x.doubleValue();
      if (!Double.isFinite(wide)) {
        return x;
      }
      double rounded = new BigDecimal(x.toString()).setScale(scale, mode).doubleValue();
      Number result = x instanceof Float ? (Number) (float) rounded : (Number) rounded;
      if (!Double.isFinite(result.doubleValue())) {
        throw Fault.overflow(type);
      }
      return result;
    }
    if (x instanceof BigDecimal exact) {
      return scale >= exact.scale()
          ? Numbers.fitted(exact, type)
          : Numbers.fitted(exact.setScale(scale, mode), type);
    }
    return scale >= 0
        ? x
        : Integers.of(BigDecimal.valueOf(x.longValue()).setScale(scale, mode), type);
  }

  /** FLOOR and CEIL of a number. */
  public static Expression toWhole(Call call, boolean isFloor) {
    RelDataType type = call.type();
    RoundingMode mode = isFloor ? RoundingMode.FLOOR : RoundingMode.CEILING;
    return Functions.strict(
        call.argument(0),
        (Number x) -> {
          if (x instanceof Double number) {
            return (isFloor ? Math.floor(number) : Math.ceil(number)) + 0.0;
          }
          if (x instanceof Float number) {
            return (float) (isFloor ? Math.floor(number) : Math.ceil(number)) + 0.0f;
          }
          return x instanceof BigDecimal exact
              ? Numbers.fitted(exact.setScale(0, mode), type)
              : (Object) x;
        });
  }

  /** ABS of a number. */
  public static Expression absolute(Call call) {
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0),
        (Number x) -> {
          if (x instanceof BigDecimal exact) {
            return exact.abs();
          }
          if (x instanceof Double number) {
            return Math.abs(number);
          }
          if (x instanceof Float number) {
            return Math.abs(number);
          }
          return x.longValue() >= 0 ? x : Arithmetic.negated(x, type);
        });
  }

  private static Expression sign(Call call) {
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0),
        (Number x) -> {
          if (x instanceof Double number) {
            return Math.signum(number) + 0.0;
          }
          if (x instanceof Float number) {
            return Math.signum(number) + 0.0f;
          }
          if (x instanceof BigDecimal exact) {
            return Numbers.fitted(BigDecimal.valueOf(exact.signum()), type);
          }
          return Integers.of(Long.signum(x.longValue()), type);
        });
  }
}
