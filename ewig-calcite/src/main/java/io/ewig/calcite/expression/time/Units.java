package io.ewig.calcite.expression.time;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Clocks;
import io.ewig.calcite.expression.cast.Instants;
import io.ewig.calcite.expression.cast.WallClocks;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** Times counted in units: FLOOR, CEIL and DATE_TRUNC to one, TIMESTAMPADD, TIMESTAMPDIFF. */
public final class Units {

  /** DATE_TRUNC('month', t), as in PostgreSQL. */
  public static final SqlFunction DATE_TRUNC =
      ((SqlBasicFunction)
              Own.function(
                  "DATE_TRUNC",
                  ReturnTypes.ARG1_NULLABLE,
                  OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)))
          .withFunctionType(SqlFunctionCategory.TIMEDATE)
          .withKind(SqlKind.DATE_TRUNC);

  private static final long MILLI_NANOS = 1_000_000L;

  private Units() {}

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.TIMESTAMP_ADD, Units::add);
    functions.add(SqlStdOperatorTable.TIMESTAMP_DIFF, Units::difference);
    functions.add(DATE_TRUNC, Units::dateTrunc);
  }

  /** FLOOR(t TO unit) and CEIL(t TO unit). */
  public static Expression toUnit(Call call, boolean isFloor) {
    TimeUnit unit = unit(call, 1);
    Expression input = call.argument(0);
    RelDataType type = call.type();
    RelDataType inputType = call.typeOf(0);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? null : rounded(value, unit, isFloor, execution, inputType, type);
    };
  }

  private static Object rounded(
      Object value,
      TimeUnit unit,
      boolean isFloor,
      Execution execution,
      RelDataType inputType,
      RelDataType type) {
    if (value instanceof LocalTime time) {
      return time(time, unit, isFloor);
    }
    ZoneId zone =
        value instanceof Instant instant && isOfClock(unit)
            ? execution.zone().getRules().getOffset(instant)
            : execution.zone();
    LocalDateTime moment =
        value instanceof Instant instant
            ? LocalDateTime.ofInstant(Clocks.withinYears(instant, type), zone)
            : WallClocks.timestamp(value, execution, inputType);
    LocalDateTime floor = floor(moment, unit);
    LocalDateTime rounded = isFloor || floor.equals(moment) ? floor : next(floor, unit);
    try {
      Clocks.withinYears(rounded, type);
      return switch (type.getSqlTypeName()) {
        case DATE -> rounded.toLocalDate();
        case TIMESTAMP -> rounded;
        default -> rounded.atZone(zone).toInstant();
      };
    } catch (DateTimeException e) {
      throw Clocks.beyondYears(value, type);
    }
  }

  /** An hour, or less: where clocks show an hour twice, each of the two has its own. */
  private static boolean isOfClock(TimeUnit unit) {
    return switch (unit) {
      case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND -> true;
      default -> false;
    };
  }

  private static LocalTime time(LocalTime time, TimeUnit unit, boolean isFloor) {
    long size = nanosOf(unit);
    long nanos = time.toNanoOfDay();
    long floor = nanos - nanos % size;
    long rounded = isFloor || floor == nanos ? floor : floor + size;
    return LocalTime.ofNanoOfDay(rounded % Duration.ofDays(1).toNanos());
  }

  private static long nanosOf(TimeUnit unit) {
    return switch (unit) {
      case NANOSECOND -> 1;
      case MICROSECOND -> 1_000;
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> unit.multiplier.longValueExact() * MILLI_NANOS;
      default -> throw Fault.unsupported(unit + " has no fixed length here");
    };
  }

  static LocalDateTime floor(LocalDateTime moment, TimeUnit unit) {
    LocalDate date = moment.toLocalDate();
    int year = date.getYear();
    return switch (unit) {
      case YEAR -> LocalDate.of(year, 1, 1).atStartOfDay();
      case ISOYEAR -> isoYear(date).atStartOfDay();
      case QUARTER -> LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1).atStartOfDay();
      case MONTH -> date.withDayOfMonth(1).atStartOfDay();
      case WEEK -> date.minusDays(date.getDayOfWeek().getValue() - 1L).atStartOfDay();
      case DECADE -> LocalDate.of(Math.max(year - year % 10, 1), 1, 1).atStartOfDay();
      case CENTURY -> LocalDate.of((year - 1) / 100 * 100 + 1, 1, 1).atStartOfDay();
      case MILLENNIUM -> LocalDate.of((year - 1) / 1_000 * 1_000 + 1, 1, 1).atStartOfDay();
      case DAY -> date.atStartOfDay();
      default -> date.atTime(time(moment.toLocalTime(), unit, true));
    };
  }

  private static LocalDate isoYear(LocalDate date) {
    int year = date.get(IsoFields.WEEK_BASED_YEAR);
    LocalDate fourth = LocalDate.of(year, 1, 4); // always in the first week
    return fourth.minusDays(fourth.getDayOfWeek().getValue() - 1L);
  }

  private static LocalDateTime next(LocalDateTime floor, TimeUnit unit) {
    return switch (unit) {
      case YEAR -> floor.plusYears(1);
      case ISOYEAR -> isoYear(floor.toLocalDate().plusDays(370)).atStartOfDay();
      case QUARTER -> floor.plusMonths(3);
      case MONTH -> floor.plusMonths(1);
      case WEEK -> floor.plusWeeks(1);
      case DECADE -> floor.withYear(floor.getYear() / 10 * 10 + 10);
      case CENTURY -> floor.plusYears(100);
      case MILLENNIUM -> floor.plusYears(1_000);
      default -> floor.plusNanos(nanosOf(unit));
    };
  }

  /** A unit may come as an enum's constant, as a range of units, or as a name. */
  private static TimeUnit unit(Call call, int index) {
    Object value = ((RexLiteral) call.operands().get(index)).getValue();
    if (value instanceof TimeUnit unit) {
      return unit;
    }
    if (value instanceof TimeUnitRange range) {
      return range.startUnit;
    }
    throw Fault.unsupported("the unit of time " + value + " is not supported");
  }

  private static Expression add(Call call) {
    TimeUnit unit = unit(call, 0);
    Expression count = call.argument(1);
    Expression moment = call.argument(2);
    RelDataType type = call.type();
    return (row, execution) -> {
      Object number = count.value(row, execution);
      Object start = moment.value(row, execution);
      if (number == null || start == null) {
        return null;
      }
      boolean isClockUnit = start instanceof LocalDate && type.getSqlTypeName() != SqlTypeName.DATE;
      Object from = isClockUnit ? ((LocalDate) start).atStartOfDay() : start;
      Interval by = interval(unit, ((Number) number).longValue(), type);
      return TimeArithmetic.plus(from, by, 1, execution, type);
    };
  }

  private static Interval interval(TimeUnit unit, long count, RelDataType type) {
    try {
      return switch (unit) {
        case WEEK -> Interval.ofNanos(Math.multiplyExact(count, 7 * nanosOf(TimeUnit.DAY)));
        case NANOSECOND, MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY ->
            Interval.ofNanos(Math.multiplyExact(count, nanosOf(unit)));
        default -> Interval.ofMonths(Math.multiplyExact(count, monthsOf(unit)));
      };
    } catch (ArithmeticException e) {
      throw Fault.outOfRange(count + " " + unit, type);
    }
  }

  private static long monthsOf(TimeUnit unit) {
    return switch (unit) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR, ISOYEAR -> 12;
      case DECADE -> 120;
      case CENTURY -> 1_200;
      case MILLENNIUM -> 12_000;
      default -> throw Fault.unsupported("the unit of time " + unit + " is not supported here");
    };
  }

  /** Whole units from the first to the second. */
  private static Expression difference(Call call) {
    TimeUnit unit = unit(call, 0);
    Expression start = call.argument(1);
    Expression end = call.argument(2);
    RelDataType startType = call.typeOf(1);
    RelDataType endType = call.typeOf(2);
    RelDataType type = call.type();
    boolean isInstant = Instants.isInstant(startType) || Instants.isInstant(endType);
    return (row, execution) -> {
      Object from = start.value(row, execution);
      Object to = end.value(row, execution);
      if (from == null || to == null) {
        return null;
      }
      BigDecimal count =
          isMonths(unit)
              ? BigDecimal.valueOf(
                  TimeArithmetic.months(
                          WallClocks.timestamp(from, execution, startType),
                          WallClocks.timestamp(to, execution, endType))
                      / monthsOf(unit))
              : nanos(from, to, isInstant, execution, startType, endType)
                  .divideToIntegralValue(BigDecimal.valueOf(lengthOf(unit)));
      return whole(count, type);
    };
  }

  private static Object whole(BigDecimal count, RelDataType type) {
    try {
      return type.getSqlTypeName() == SqlTypeName.INTEGER
          ? (Object) count.intValueExact()
          : (Object) count.longValueExact();
    } catch (ArithmeticException e) {
      throw Fault.overflow(type);
    }
  }

  private static boolean isMonths(TimeUnit unit) {
    return switch (unit) {
      case MONTH, QUARTER, YEAR, ISOYEAR, DECADE, CENTURY, MILLENNIUM -> true;
      default -> false;
    };
  }

  private static long lengthOf(TimeUnit unit) {
    return unit == TimeUnit.WEEK ? 7 * nanosOf(TimeUnit.DAY) : nanosOf(unit);
  }

  /** More than a long may hold: 9,999 years. */
  private static BigDecimal nanos(
      Object from,
      Object to,
      boolean isInstant,
      Execution execution,
      RelDataType fromType,
      RelDataType toType) {
    if (from instanceof LocalTime a && to instanceof LocalTime b) {
      return BigDecimal.valueOf(b.toNanoOfDay() - a.toNanoOfDay());
    }
    Instant start =
        isInstant ? Instants.instant(from, execution, fromType) : utc(from, execution, fromType);
    Instant end = isInstant ? Instants.instant(to, execution, toType) : utc(to, execution, toType);
    Duration length = Duration.between(start, end);
    return BigDecimal.valueOf(length.getSeconds())
        .multiply(BigDecimal.valueOf(1_000_000_000L))
        .add(BigDecimal.valueOf(length.getNano()));
  }

  private static Instant utc(Object moment, Execution execution, RelDataType type) {
    return WallClocks.timestamp(moment, execution, type).toInstant(ZoneOffset.UTC);
  }

  private static Expression dateTrunc(Call call) {
    Expression name = call.argument(0);
    Expression moment = call.argument(1);
    RelDataType type = call.type();
    RelDataType inputType = call.typeOf(1);
    return (row, execution) -> {
      Object unit = name.value(row, execution);
      Object value = moment.value(row, execution);
      return unit == null || value == null
          ? null
          : rounded(value, named((String) unit), true, execution, inputType, type);
    };
  }

  private static TimeUnit named(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    String singular = upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper;
    for (TimeUnit unit : TimeUnit.values()) {
      if (unit.name().equals(upper) || unit.name().equals(singular)) {
        return unit;
      }
    }
    throw Fault.invalid(
        Fault.shown(name) + " is no unit of time; write year, month, week, day, hour, minute, ...");
  }

  /**
   * How long the start of an hour, day, ... stays the same while time goes on, a day at most; empty
   * if a call gives something else.
   */
  public static OptionalLong stepNanos(RexCall call) {
    List<RexNode> operands = call.getOperands();
    if (call.getType().getSqlTypeName() != SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
        || operands.size() != 2) {
      return OptionalLong.empty();
    }
    if (call.getOperator().equals(DATE_TRUNC) && operands.get(0) instanceof RexLiteral name) {
      return stepNanos(String.valueOf(name.getValueAs(String.class)));
    } else if (call.getKind() == SqlKind.FLOOR && operands.get(1) instanceof RexLiteral unit) {
      return stepNanos(String.valueOf(unit.getValue()));
    }
    return OptionalLong.empty();
  }

  private static OptionalLong stepNanos(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "SECOND", "MINUTE", "HOUR" -> OptionalLong.of(nanosOf(named(name)));
      case "DAY", "WEEK", "MONTH", "QUARTER", "YEAR" -> OptionalLong.of(nanosOf(TimeUnit.DAY));
      default -> OptionalLong.empty();
    };
  }
}
