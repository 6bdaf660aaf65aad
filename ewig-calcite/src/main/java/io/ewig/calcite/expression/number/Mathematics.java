package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Functions that give a double: roots, powers, logarithms, angles. */
public final class Mathematics {

  /** LOG(x) to base 10, LOG(base, x), as in PostgreSQL. */
  public static final SqlFunction LOG =
      Own.function("LOG", ReturnTypes.DOUBLE_NULLABLE, OperandTypes.NUMERIC_OPTIONAL_NUMERIC);

  public static final SqlFunction LOG2 =
      Own.function("LOG2", ReturnTypes.DOUBLE_NULLABLE, OperandTypes.NUMERIC);

  public static final SqlFunction FACTORIAL =
      Own.function("FACTORIAL", ReturnTypes.BIGINT_NULLABLE, OperandTypes.INTEGER);

  private static final int FACTORIAL_MAX = 20;

  private Mathematics() {}

  public static void addTo(Functions functions) {
    addRoots(functions);
    addAngles(functions);
    functions.add(SqlStdOperatorTable.PI, call -> (row, execution) -> Math.PI);
    functions.unary(FACTORIAL, (Number n) -> factorial(n.longValue()));
  }

  private static void addRoots(Functions functions) {
    add(functions, SqlStdOperatorTable.SQRT, x -> Math.sqrt(notNegative(x)));
    add(functions, SqlStdOperatorTable.CBRT, Math::cbrt);
    add(functions, SqlStdOperatorTable.EXP, Math::exp);
    add(functions, SqlStdOperatorTable.LN, x -> Math.log(positive(x)));
    add(functions, SqlStdOperatorTable.LOG10, x -> Math.log10(positive(x)));
    add(functions, LOG2, x -> Math.log(positive(x)) / Math.log(2));
    functions.add(LOG, Mathematics::log);
    functions.add(SqlStdOperatorTable.POWER, Mathematics::power);
    functions.add(SqlLibraryOperators.POW, Mathematics::power);
    functions.binary(
        SqlLibraryOperators.HYPOT,
        (Number a, Number b) -> Math.hypot(a.doubleValue(), b.doubleValue()));
  }

  /** Without the loss of digits that ln(x + sqrt(x * x + 1)) has near 0 and below. */
  private static double areaSine(double x) {
    double size = Math.abs(x);
    return Math.copySign(Math.log1p(size + size * size / (1 + Math.hypot(1, size))), x);
  }

  private static double areaCosine(double x) {
    double above = x - 1;
    return Math.log1p(above + Math.sqrt(above) * Math.sqrt(above + 2));
  }

  private static double areaTangent(double x) {
    return 0.5 * Math.log1p(2 * x / (1 - x));
  }

  private static double notBelowOne(double x) {
    if (x < 1) {
      throw Fault.invalid("there is no ACOSH of " + x + "; it takes 1 or more");
    }
    return x;
  }

  private static void addAngles(Functions functions) {
    add(functions, SqlStdOperatorTable.SIN, Math::sin);
    add(functions, SqlStdOperatorTable.COS, Math::cos);
    add(functions, SqlStdOperatorTable.TAN, Math::tan);
    add(functions, SqlStdOperatorTable.COT, x -> 1 / Math.tan(notZero(x)));
    add(functions, SqlStdOperatorTable.ASIN, x -> Math.asin(withinOne(x)));
    add(functions, SqlStdOperatorTable.ACOS, x -> Math.acos(withinOne(x)));
    add(functions, SqlStdOperatorTable.ATAN, Math::atan);
    add(functions, SqlLibraryOperators.SINH, Math::sinh);
    add(functions, SqlLibraryOperators.COSH, Math::cosh);
    add(functions, SqlLibraryOperators.TANH, Math::tanh);
    add(functions, SqlLibraryOperators.ASINH, Mathematics::areaSine);
    add(functions, SqlLibraryOperators.ACOSH, x -> areaCosine(notBelowOne(x)));
    add(functions, SqlLibraryOperators.ATANH, x -> areaTangent(withinOne(x)));
    add(functions, SqlStdOperatorTable.DEGREES, Math::toDegrees);
    add(functions, SqlStdOperatorTable.RADIANS, Math::toRadians);
    functions.binary(
        SqlStdOperatorTable.ATAN2,
        (Number y, Number x) -> Math.atan2(y.doubleValue(), x.doubleValue()));
  }

  private static void add(Functions functions, SqlOperator operator, DoubleUnaryOperator f) {
    functions.add(
        operator,
        call ->
            Functions.strict(
                call.argument(0),
                (Number x) -> finite(f.applyAsDouble(x.doubleValue()), x.doubleValue())));
  }

  /** What is infinite must come from something infinite. */
  private static double finite(double result, double from) {
    if (Double.isInfinite(result) && Double.isFinite(from)) {
      throw Fault.overflow("DOUBLE");
    }
    return result + 0.0; // adding 0 makes -0.0 into 0.0
  }

  private static double notNegative(double x) {
    if (x < 0) {
      throw new UserException(ErrorCode.INVALID_POWER, "there is no real square root of " + x);
    }
    return x;
  }

  private static double positive(double x) {
    if (x <= 0) {
      throw new UserException(
          ErrorCode.INVALID_LOGARITHM, "there is no logarithm of " + x + ", which is not positive");
    }
    return x;
  }

  private static double notZero(double x) {
    if (x == 0) {
      throw Fault.overflow("DOUBLE");
    }
    return x;
  }

  private static double withinOne(double x) {
    if (x < -1 || x > 1) {
      throw Fault.outOfRange(x, "sines and cosines, which are from -1 to 1");
    }
    return x;
  }

  private static Expression log(Call call) {
    if (call.size() == 1) {
      return Functions.strict(
          call.argument(0), (Number x) -> Math.log10(positive(x.doubleValue())));
    }
    return Functions.strict(
        call.argument(0),
        call.argument(1),
        (Number base, Number x) -> {
          double divisor = Math.log(positive(base.doubleValue()));
          if (divisor == 0) {
            throw Fault.divisionByZero();
          }
          return Math.log(positive(x.doubleValue())) / divisor;
        });
  }

  private static Expression power(Call call) {
    return Functions.strict(
        call.argument(0),
        call.argument(1),
        (Number base, Number exponent) -> power(base.doubleValue(), exponent.doubleValue()));
  }

  private static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new UserException(
          ErrorCode.INVALID_POWER, "zero to the power of " + exponent + " is undefined");
    }
    double result = Math.pow(base, exponent);
    if (Double.isNaN(result) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
      throw new UserException(
          ErrorCode.INVALID_POWER, base + " to the power of " + exponent + " is not real");
    }
    if (Double.isInfinite(result) && Double.isFinite(base) && Double.isFinite(exponent)) {
      throw Fault.overflow("DOUBLE");
    }
    return result;
  }

  private static long factorial(long n) {
    if (n < 0 || n > FACTORIAL_MAX) {
      throw Fault.outOfRange(n, "factorials that fit into BIGINT, 0 to " + FACTORIAL_MAX);
    }
    long product = 1;
    for (long i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }
}
