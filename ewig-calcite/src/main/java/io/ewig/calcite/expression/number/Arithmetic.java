package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** +, -, *, /, MOD and the sign, for numbers; the type of the result says how to compute. */
public final class Arithmetic {

  /** What an operator does with the three sorts of numbers. */
  public enum Operation {
    PLUS {
      @Override
      long of(long a, long b) {
        return Math.addExact(a, b);
      }

      @Override
      double of(double a, double b) {
        return a + b;
      }

      @Override
      BigDecimal of(BigDecimal a, BigDecimal b, int scale) {
        return a.add(b);
      }
    },
    MINUS {
      @Override
      long of(long a, long b) {
        return Math.subtractExact(a, b);
      }

      @Override
      double of(double a, double b) {
        return a - b;
      }

      @Override
      BigDecimal of(BigDecimal a, BigDecimal b, int scale) {
        return a.subtract(b);
      }
    },
    TIMES {
      @Override
      long of(long a, long b) {
        return Math.multiplyExact(a, b);
      }

      @Override
      double of(double a, double b) {
        return a * b;
      }

      @Override
      BigDecimal of(BigDecimal a, BigDecimal b, int scale) {
        return a.multiply(b);
      }
    },
    DIVIDE {
      @Override
      long of(long a, long b) {
        if (b == 0) {
          throw Fault.divisionByZero();
        }
        if (b == -1) {
          return Math.negateExact(a);
        }
        return a / b;
      }

      @Override
      double of(double a, double b) {
        if (b == 0) {
          throw Fault.divisionByZero();
        }
        return a / b;
      }

      @Override
      BigDecimal of(BigDecimal a, BigDecimal b, int scale) {
        if (b.signum() == 0) {
          throw Fault.divisionByZero();
        }
        return a.divide(b, scale, RoundingMode.HALF_UP);
      }
    },
    MOD {
      @Override
      long of(long a, long b) {
        if (b == 0) {
          throw Fault.divisionByZero();
        }
        return b == -1 ? 0 : a % b;
      }

      @Override
      double of(double a, double b) {
        if (b == 0) {
          throw Fault.divisionByZero();
        }
        return a % b;
      }

      @Override
      BigDecimal of(BigDecimal a, BigDecimal b, int scale) {
        if (b.signum() == 0) {
          throw Fault.divisionByZero();
        }
        return a.remainder(b);
      }
    };

    abstract long of(long a, long b);

    abstract double of(double a, double b);

    abstract BigDecimal of(BigDecimal a, BigDecimal b, int scale);
  }

  private Arithmetic() {}

  /** Whether the call's result and arguments are numbers, or null. */
  public static boolean isNumeric(Call call) {
    return isNumber(call.type())
        && call.operands().stream().allMatch(operand -> isNumber(operand.getType()));
  }

  private static boolean isNumber(RelDataType type) {
    return SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName())
        || type.getSqlTypeName() == SqlTypeName.NULL;
  }

  public static Expression binary(Call call, Operation operation) {
    Expression a = call.argument(0);
    Expression b = call.argument(1);
    RelDataType type = call.type();
    if (call.kindOf(0) == SqlTypeName.NULL || call.kindOf(1) == SqlTypeName.NULL) {
      return Constant.NULL;
    }
    return switch (call.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(call, operation);
      case REAL ->
          Functions.strict(
              a, b, (Number x, Number y) -> (float) approximate(operation, x, y, type));
      case FLOAT, DOUBLE ->
          Functions.strict(a, b, (Number x, Number y) -> approximate(operation, x, y, type));
      case DECIMAL -> {
        int scale = Math.max(type.getScale(), 0);
        yield Functions.strict(
            a,
            b,
            (Number x, Number y) ->
                Numbers.fitted(
                    operation.of(Numbers.exact(x, type), Numbers.exact(y, type), scale), type));
      }
      default -> throw Fault.unsupported(call.operator() + " does not give " + type);
    };
  }

  private static Expression whole(Call call, Operation operation) {
    Expression a = call.argument(0);
    Expression b = call.argument(1);
    RelDataType type = call.type();
    if (hasFraction(call.kindOf(0)) || hasFraction(call.kindOf(1))) {
      return Functions.strict(
          a,
          b,
          (Number x, Number y) ->
              Integers.of(operation.of(Numbers.exact(x, type), Numbers.exact(y, type), 0), type));
    }
    return switch (call.kind()) {
      case INTEGER ->
          Functions.strict(
              a,
              b,
              (Number x, Number y) -> {
                long exact = exactly(operation, x, y, type);
                if (exact != (int) exact) {
                  throw Fault.overflow(type);
                }
                return (int) exact;
              });
      case BIGINT -> Functions.strict(a, b, (Number x, Number y) -> exactly(operation, x, y, type));
      default ->
          Functions.strict(
              a, b, (Number x, Number y) -> Integers.of(exactly(operation, x, y, type), type));
    };
  }

  private static boolean hasFraction(SqlTypeName name) {
    return !SqlTypeName.INT_TYPES.contains(name);
  }

  private static long exactly(Operation operation, Number a, Number b, RelDataType type) {
    try {
      return operation.of(a.longValue(), b.longValue());
    } catch (ArithmeticException e) {
      throw Fault.overflow(type);
    }
  }

  private static double approximate(Operation operation, Number a, Number b, RelDataType type) {
    double x = a.doubleValue();
    double y = b.doubleValue();
    double result = operation.of(x, y);
    if (Double.isInfinite(result) && !Double.isInfinite(x) && !Double.isInfinite(y)) {
      throw Fault.overflow(type);
    }
    if (type.getSqlTypeName() == SqlTypeName.REAL
        && Float.isInfinite((float) result)
        && !Double.isInfinite(result)) {
      throw Fault.overflow(type);
    }
    return result;
  }

  public static Expression negate(Call call) {
    RelDataType type = call.type();
    return Functions.strict(call.argument(0), (Number x) -> negated(x, type));
  }

  static Number negated(Number x, RelDataType type) {
    if (x instanceof Double number) {
      return 0.0 - number;
    }
    if (x instanceof Float number) {
      return 0.0f - number;
    }
    if (x instanceof BigDecimal number) {
      return number.negate();
    }
    if (x.longValue() == Long.MIN_VALUE) {
      throw Fault.overflow(type);
    }
    return Integers.of(-x.longValue(), type);
  }
}
