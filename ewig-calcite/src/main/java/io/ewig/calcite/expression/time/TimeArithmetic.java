package io.ewig.calcite.expression.time;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.Clocks;
import io.ewig.calcite.expression.cast.Instants;
import io.ewig.calcite.expression.cast.Intervals;
import io.ewig.calcite.expression.cast.Numbers;
import io.ewig.calcite.expression.cast.WallClocks;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * +, -, * and / with times and intervals.
 *
 * <ul>
 *   <li>A month later is the same day of that month, or its last day, on the wall clock of the
 *       session if it is an instant; an hour later is an hour later, whatever clocks do.
 *   <li>A TIME goes round the clock.
 *   <li>The difference of times, as months: whole months between them.
 * </ul>
 */
public final class TimeArithmetic {

  private TimeArithmetic() {}

  public static Expression plus(Call call) {
    int interval = Intervals.isInterval(call.typeOf(1)) ? 1 : 0;
    int other = 1 - interval;
    if (Intervals.isInterval(call.typeOf(other))) {
      return intervals(call, 1);
    }
    return moved(call, other, interval, 1);
  }

  public static Expression minus(Call call) {
    if (Intervals.isInterval(call.typeOf(0))) {
      return intervals(call, -1);
    }
    return Intervals.isInterval(call.typeOf(1)) ? moved(call, 0, 1, -1) : difference(call);
  }

  private static boolean hasNull(Call call) {
    return call.operands().stream()
        .anyMatch(operand -> operand.getType().getSqlTypeName() == SqlTypeName.NULL);
  }

  private static Expression intervals(Call call, int sign) {
    if (hasNull(call)) {
      return Constant.NULL;
    }
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0), call.argument(1), (Interval a, Interval b) -> sum(a, b, sign, type));
  }

  private static Interval sum(Interval a, Interval b, int sign, RelDataType type) {
    try {
      return new Interval(
          Math.addExact(a.months(), Math.multiplyExact(sign, b.months())),
          Math.addExact(a.nanos(), Math.multiplyExact(sign, b.nanos())));
    } catch (ArithmeticException e) {
      throw Fault.overflow(type);
    }
  }

  private static Expression moved(Call call, int moment, int interval, int sign) {
    if (hasNull(call)) {
      return Constant.NULL;
    }
    Expression from = call.argument(moment);
    Expression by = call.argument(interval);
    RelDataType type = call.type();
    return (row, execution) -> {
      Object start = from.value(row, execution);
      Object length = by.value(row, execution);
      return start == null || length == null
          ? null
          : typed(plus(start, (Interval) length, sign, execution, type), execution, type);
    };
  }

  /** A date moved by hours may be typed a timestamp. */
  private static Object typed(Object moment, Execution execution, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case DATE ->
          moment instanceof LocalDate
              ? moment
              : WallClocks.timestamp(moment, execution, type).toLocalDate();
      case TIMESTAMP ->
          moment instanceof LocalDateTime ? moment : WallClocks.timestamp(moment, execution, type);
      default -> moment;
    };
  }

  /** A moment, later by an interval. */
  public static Object plus(
      Object moment, Interval interval, int sign, Execution execution, RelDataType type) {
    try {
      Interval by =
          sign > 0
              ? interval
              : new Interval(
                  Math.negateExact(interval.months()), Math.negateExact(interval.nanos()));
      if (moment instanceof LocalDate date) {
        return date(date, by, type);
      }
      if (moment instanceof LocalDateTime local) {
        LocalDateTime later = local.plusMonths(by.months()).plusNanos(by.nanos());
        return Clocks.withinYears(later, type);
      }
      if (moment instanceof LocalTime time) {
        return time.plusNanos(by.nanos());
      }
      return Clocks.withinYears(instant((Instant) moment, by, execution), type);
    } catch (DateTimeException | ArithmeticException e) {
      throw Clocks.beyondYears(moment + " moved by " + interval, type);
    }
  }

  private static Object date(LocalDate date, Interval by, RelDataType type) {
    LocalDate months = date.plusMonths(by.months());
    if (type.getSqlTypeName() == SqlTypeName.DATE || by.nanos() == 0) {
      long day = Duration.ofDays(1).toNanos();
      return Clocks.withinYears(months.plusDays(Math.floorDiv(by.nanos(), day)), type);
    }
    return Clocks.withinYears(months.atStartOfDay().plusNanos(by.nanos()), type);
  }

  private static Instant instant(Instant instant, Interval by, Execution execution) {
    Instant months =
        by.months() == 0
            ? instant
            : instant.atZone(execution.zone()).plusMonths(by.months()).toInstant();
    return months.plusNanos(by.nanos());
  }

  private static Expression difference(Call call) {
    if (hasNull(call)) {
      return Constant.NULL;
    }
    Expression end = call.argument(0);
    Expression start = call.argument(1);
    RelDataType endType = call.typeOf(0);
    RelDataType startType = call.typeOf(1);
    RelDataType type = call.type();
    boolean instants = Instants.isInstant(endType) || Instants.isInstant(startType);
    boolean months = Intervals.isMonths(type);
    return (row, execution) -> {
      Object to = end.value(row, execution);
      Object from = start.value(row, execution);
      if (to == null || from == null) {
        return null;
      }
      if (to instanceof LocalTime a && from instanceof LocalTime b) {
        return Interval.ofNanos(a.toNanoOfDay() - b.toNanoOfDay());
      }
      if (months) {
        return Interval.ofMonths(
            months(
                WallClocks.timestamp(from, execution, startType),
                WallClocks.timestamp(to, execution, endType)));
      }
      ZoneId zone = instants ? execution.zone() : ZoneOffset.UTC;
      return nanos(at(from, zone), at(to, zone), type);
    };
  }

  private static Instant at(Object moment, ZoneId zone) {
    if (moment instanceof Instant instant) {
      return instant;
    }
    LocalDateTime local =
        moment instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) moment;
    return local.atZone(zone).toInstant();
  }

  private static Interval nanos(Instant from, Instant to, RelDataType type) {
    try {
      return Interval.of(Duration.between(from, to));
    } catch (ArithmeticException e) {
      throw Fault.overflow(type + ", which holds 292 years");
    }
  }

  /** Whole months, by the clock too: from noon on the 1st to the morning of the 1st is none. */
  static long months(LocalDateTime from, LocalDateTime to) {
    return ChronoUnit.MONTHS.between(from, to);
  }

  /** An interval times a number, in either order. */
  public static Expression times(Call call) {
    int interval = Intervals.isInterval(call.typeOf(0)) ? 0 : 1;
    RelDataType type = call.type();
    return hasNull(call)
        ? Constant.NULL
        : Functions.strict(
            call.argument(interval),
            call.argument(1 - interval),
            (Interval length, Number factor) -> scaled(length, Numbers.exact(factor, type), type));
  }

  public static Expression divide(Call call) {
    RelDataType type = call.type();
    return hasNull(call)
        ? Constant.NULL
        : Functions.strict(
            call.argument(0),
            call.argument(1),
            (Interval length, Number divisor) ->
                divided(length, Numbers.exact(divisor, type), type));
  }

  private static Interval scaled(Interval length, BigDecimal factor, RelDataType type) {
    if (factor.precision() - (long) factor.scale() > 20) {
      throw Fault.overflow(type);
    }
    return whole(
        BigDecimal.valueOf(length.months()).multiply(factor),
        BigDecimal.valueOf(length.nanos()).multiply(factor),
        type);
  }

  private static Interval divided(Interval length, BigDecimal divisor, RelDataType type) {
    if (divisor.signum() == 0) {
      throw Fault.divisionByZero();
    }
    return whole(
        BigDecimal.valueOf(length.months()).divide(divisor, 0, RoundingMode.DOWN),
        BigDecimal.valueOf(length.nanos()).divide(divisor, 0, RoundingMode.DOWN),
        type);
  }

  private static Interval whole(BigDecimal months, BigDecimal nanos, RelDataType type) {
    try {
      return new Interval(
          months.setScale(0, RoundingMode.DOWN).longValueExact(),
          nanos.setScale(0, RoundingMode.DOWN).longValueExact());
    } catch (ArithmeticException e) {
      throw Fault.overflow(type);
    }
  }

  /** ABS of an interval. */
  public static Expression absolute(Call call) {
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0),
        (Interval length) ->
            length.compareTo(Interval.ZERO) < 0 ? sum(Interval.ZERO, length, -1, type) : length);
  }

  public static Expression negate(Call call) {
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0), (Interval length) -> sum(Interval.ZERO, length, -1, type));
  }
}
