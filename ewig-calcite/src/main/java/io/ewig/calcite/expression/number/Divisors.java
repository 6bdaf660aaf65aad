package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Whole parts of numbers: DIV, GCD, LCM, WIDTH_BUCKET, SCALE. */
public final class Divisors {

  public static final SqlFunction DIV = ofWhole("DIV");
  public static final SqlFunction GCD = ofWhole("GCD");
  public static final SqlFunction LCM = ofWhole("LCM");

  /**
   * Which of so many equal parts between two bounds a number falls into, from 1; or between which
   * bounds of an array a value lies.
   */
  public static final SqlFunction WIDTH_BUCKET =
      Own.function(
          "WIDTH_BUCKET",
          ReturnTypes.INTEGER_NULLABLE,
          OperandTypes.or(
              OperandTypes.family(
                  SqlTypeFamily.NUMERIC,
                  SqlTypeFamily.NUMERIC,
                  SqlTypeFamily.NUMERIC,
                  SqlTypeFamily.INTEGER),
              OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ARRAY)));

  /** Digits behind the point. */
  public static final SqlFunction SCALE =
      Own.function("SCALE", ReturnTypes.INTEGER_NULLABLE, OperandTypes.EXACT_NUMERIC);

  private Divisors() {}

  private static SqlFunction ofWhole(String name) {
    return Own.function(
        name,
        ReturnTypes.LEAST_RESTRICTIVE,
        OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));
  }

  public static void addTo(Functions functions) {
    functions.add(DIV, call -> whole(call, Divisors::quotient));
    functions.add(GCD, call -> whole(call, BigInteger::gcd));
    functions.add(LCM, call -> whole(call, Divisors::multiple));
    functions.unary(SCALE, value -> value instanceof BigDecimal decimal ? decimal.scale() : 0);
  }

  /** What is made of two whole numbers of any size. */
  private interface Operation {
    BigInteger of(BigInteger a, BigInteger b);
  }

  private static Expression whole(Call call, Operation operation) {
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0),
        call.argument(1),
        (Number a, Number b) -> {
          BigInteger result =
              operation.of(BigInteger.valueOf(a.longValue()), BigInteger.valueOf(b.longValue()));
          if (result.bitLength() >= Long.SIZE) {
            throw Fault.overflow(type);
          }
          return Integers.of(result.longValue(), type);
        });
  }

  private static BigInteger quotient(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw Fault.divisionByZero();
    }
    return a.divide(b);
  }

  private static BigInteger multiple(BigInteger a, BigInteger b) {
    return a.signum() == 0 || b.signum() == 0
        ? BigInteger.ZERO
        : a.divide(a.gcd(b)).multiply(b).abs();
  }

  /** One of equal parts. */
  public static Expression bucket(Call call) {
    RelDataType type = call.type();
    return Functions.variadic(
        call.arguments(),
        values -> {
          for (Object value : values) {
            if (value == null) {
              return null;
            }
          }
          BigDecimal low = Numbers.exact(values[1], call.typeOf(1));
          BigDecimal high = Numbers.exact(values[2], call.typeOf(2));
          return Integers.of(
              bucket(values[0], low, high, ((Number) values[3]).longValue(), call), type);
        });
  }

  private static boolean isInfinite(Object number) {
    boolean isInexact = number instanceof Double || number instanceof Float;
    return isInexact && Double.isInfinite(((Number) number).doubleValue());
  }

  /** 0 below the first part, one more than there are above the last. */
  private static long bucket(
      Object number, BigDecimal low, BigDecimal high, long parts, Call call) {
    int direction = high.compareTo(low);
    if (parts <= 0 || parts > Integer.MAX_VALUE || direction == 0) {
      throw Fault.invalid(
          "WIDTH_BUCKET takes two different bounds and a number of parts between 1 and "
              + Integer.MAX_VALUE);
    }
    if (isInfinite(number)) {
      return direction * ((Number) number).doubleValue() < 0 ? 0 : parts + 1;
    }
    BigDecimal value = Numbers.exact(number, call.typeOf(0));
    if (direction * value.compareTo(low) < 0) {
      return 0;
    } else if (direction * value.compareTo(high) >= 0) {
      return parts + 1;
    }
    BigDecimal place = value.subtract(low).multiply(BigDecimal.valueOf(parts));
    return place.divide(high.subtract(low), 0, RoundingMode.DOWN).longValueExact() + 1;
  }
}
