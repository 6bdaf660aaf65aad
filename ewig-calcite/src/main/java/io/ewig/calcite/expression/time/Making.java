package io.ewig.calcite.expression.time;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Clocks;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/** Dates and times of their parts: MAKE_DATE, MAKE_TIME, MAKE_TIMESTAMP, MAKE_TIMESTAMPTZ. */
public final class Making {

  public static final SqlFunction MAKE_DATE = of("MAKE_DATE", SqlTypeName.DATE, 3);
  public static final SqlFunction MAKE_TIME = of("MAKE_TIME", SqlTypeName.TIME, 3);
  public static final SqlFunction MAKE_TIMESTAMP = of("MAKE_TIMESTAMP", SqlTypeName.TIMESTAMP, 6);

  /** On the wall clock of the session's zone. */
  public static final SqlFunction MAKE_TIMESTAMPTZ =
      of("MAKE_TIMESTAMPTZ", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6);

  private static final int NANO_DIGITS = 9;

  /** No part of a date or a time has more. */
  private static final int DIGITS_MAX = 9;

  private Making() {}

  private static SqlFunction of(String name, SqlTypeName type, int parts) {
    SqlReturnTypeInference result =
        type == SqlTypeName.DATE ? ReturnTypes.DATE : ReturnTypes.explicit(type, NANO_DIGITS);
    return Own.function(
        name,
        result.andThen(SqlTypeTransforms.TO_NULLABLE),
        OperandTypes.family(Collections.nCopies(parts, SqlTypeFamily.NUMERIC)));
  }

  public static void addTo(Functions functions) {
    functions.variadic(MAKE_DATE, parts -> hasNull(parts) ? null : made(() -> date(parts)));
    functions.variadic(MAKE_TIME, parts -> hasNull(parts) ? null : made(() -> time(parts, 0)));
    functions.variadic(
        MAKE_TIMESTAMP,
        parts -> hasNull(parts) ? null : made(() -> LocalDateTime.of(date(parts), time(parts, 3))));
    functions.add(MAKE_TIMESTAMPTZ, Making::instant);
  }

  private static Expression instant(Call call) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      @Nullable Object[] parts = Functions.values(arguments, row, execution);
      return hasNull(parts)
          ? null
          : made(
              () ->
                  Clocks.withinYears(
                      instant(parts, execution.zone()), Type.TIMESTAMP_WITH_TIME_ZONE));
    };
  }

  private static Instant instant(@Nullable Object[] parts, ZoneId zone) {
    return date(parts).atTime(time(parts, 3)).atZone(zone).toInstant();
  }

  private static boolean hasNull(@Nullable Object[] parts) {
    for (Object part : parts) {
      if (part == null) {
        return true;
      }
    }
    return false;
  }

  /** Makes a date or a time. */
  private interface Maker {
    Object make();
  }

  private static Object made(Maker maker) {
    try {
      return maker.make();
    } catch (DateTimeException | ArithmeticException e) {
      throw Fault.invalid("there is no such date or time: " + e.getMessage());
    }
  }

  private static LocalDate date(@Nullable Object[] parts) {
    return Clocks.withinYears(
        LocalDate.of(whole(parts[0]), whole(parts[1]), whole(parts[2])), SqlTypeName.DATE);
  }

  private static LocalTime time(@Nullable Object[] parts, int first) {
    BigDecimal seconds = exact(parts[first + 2]);
    int second = whole(seconds.setScale(0, RoundingMode.DOWN));
    int nanos = seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).intValue();
    return LocalTime.of(whole(parts[first]), whole(parts[first + 1]), second, nanos);
  }

  private static int whole(@Nullable Object number) {
    BigDecimal exact = exact(number);
    boolean isWhole = exact.stripTrailingZeros().scale() <= 0;
    if (!isWhole || exact.precision() - exact.scale() > DIGITS_MAX) {
      throw new ArithmeticException(number + " is no part of it");
    }
    return exact.intValueExact();
  }

  private static BigDecimal exact(@Nullable Object number) {
    if (number instanceof Double wide && !Double.isFinite(wide)) {
      throw new ArithmeticException(number + " is no part of it");
    }
    return new BigDecimal(String.valueOf(number));
  }
}
