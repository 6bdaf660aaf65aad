package io.ewig.calcite.expression.time;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.WallClocks;
import io.ewig.engine.value.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/** What a time consists of: EXTRACT, DAYNAME, MONTHNAME, LAST_DAY. */
public final class Fields {

  public static final SqlFunction DAYNAME = named("DAYNAME");
  public static final SqlFunction MONTHNAME = named("MONTHNAME");

  /** EXTRACT of a field whose name is a value. */
  public static final SqlFunction DATE_PART =
      Own.function(
          "DATE_PART",
          ReturnTypes.BIGINT_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)
              .or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME_INTERVAL)));

  /** EXTRACT(EPOCH ...) with its fraction. */
  public static final SqlFunction EPOCH_NANOS =
      Own.function(
          "EPOCH_NANOS", ReturnTypes.BIGINT_NULLABLE, OperandTypes.family(SqlTypeFamily.DATETIME));

  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  /** Where only their length counts, as in PostgreSQL: 30 days, and 365 and a quarter. */
  private static final long MONTH = 30 * DAY;

  private static final long YEAR = 365 * DAY + 6 * HOUR;
  private static final long NANOS = 1_000_000_000L;

  private Fields() {}

  private static SqlFunction named(String name) {
    return Own.function(
        name, ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(SqlTypeFamily.DATETIME));
  }

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.EXTRACT, Fields::extract);
    functions.add(DATE_PART, Fields::part);
    functions.add(
        DAYNAME,
        call -> ofDate(call, d -> d.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
    functions.add(
        MONTHNAME,
        call -> ofDate(call, d -> d.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
    functions.add(
        SqlStdOperatorTable.LAST_DAY,
        call -> ofDate(call, date -> date.withDayOfMonth(date.lengthOfMonth())));
    functions.add(EPOCH_NANOS, Fields::epochNanos);
  }

  private static Expression ofDate(Call call, Functions.Unary<LocalDate> function) {
    Expression input = call.argument(0);
    RelDataType type = call.typeOf(0);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null
          ? null
          : function.apply(WallClocks.timestamp(value, execution, type).toLocalDate());
    };
  }

  private static Expression extract(Call call) {
    TimeUnitRange unit = call.symbol(0, TimeUnitRange.class);
    Expression input = call.argument(1);
    RelDataType type = call.typeOf(1);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? null : (Object) field(unit, value, execution, type);
    };
  }

  private static Expression part(Call call) {
    Expression name = call.argument(0);
    Expression input = call.argument(1);
    RelDataType type = call.typeOf(1);
    return (row, execution) -> {
      Object field = name.value(row, execution);
      Object value = input.value(row, execution);
      return field == null || value == null
          ? null
          : (Object) field(unit((String) field), value, execution, type);
    };
  }

  private static TimeUnitRange unit(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    String singular = upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper;
    for (TimeUnitRange unit : TimeUnitRange.values()) {
      if (unit.name().equals(upper) || unit.name().equals(singular)) {
        return unit;
      }
    }
    throw Fault.invalid(
        Fault.shown(name) + " is no field of a time; write year, month, day, hour, epoch, ...");
  }

  private static long field(
      TimeUnitRange unit, Object value, Execution execution, RelDataType type) {
    if (value instanceof Interval interval) {
      return ofInterval(unit, interval);
    }
    if (unit == TimeUnitRange.EPOCH) {
      return epochSecond(value, execution, type);
    }
    if (value instanceof LocalTime time) {
      return ofTime(unit, time, type);
    }
    LocalDateTime moment = WallClocks.timestamp(value, execution, type);
    Long ofDate = ofDate(unit, moment.toLocalDate());
    return ofDate != null ? ofDate : ofTime(unit, moment.toLocalTime(), type);
  }

  private static @Nullable Long ofDate(TimeUnitRange unit, LocalDate date) {
    return switch (unit) {
      case YEAR -> (long) date.getYear();
      case ISOYEAR -> (long) date.get(IsoFields.WEEK_BASED_YEAR);
      case QUARTER -> (long) date.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> (long) date.getMonthValue();
      case WEEK -> (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DAY -> (long) date.getDayOfMonth();
      case DOY -> (long) date.getDayOfYear();
      case DOW -> (long) date.getDayOfWeek().getValue() % DayOfWeek.values().length + 1;
      case ISODOW -> (long) date.getDayOfWeek().getValue();
      case DECADE -> (long) date.getYear() / 10;
      case CENTURY -> (long) (date.getYear() + 99) / 100;
      case MILLENNIUM -> (long) (date.getYear() + 999) / 1_000;
      default -> null;
    };
  }

  /** MILLISECOND and smaller have the seconds in them, as in PostgreSQL. */
  private static long ofTime(TimeUnitRange unit, LocalTime time, RelDataType type) {
    long nanos = time.getSecond() * NANOS + time.getNano();
    return switch (unit) {
      case HOUR -> time.getHour();
      case MINUTE -> time.getMinute();
      case SECOND -> time.getSecond();
      case MILLISECOND -> nanos / 1_000_000;
      case MICROSECOND -> nanos / 1_000;
      case NANOSECOND -> nanos;
      default -> throw Fault.unsupported("a value of type " + type + " has no field " + unit);
    };
  }

  private static long ofInterval(TimeUnitRange unit, Interval interval) {
    long seconds = interval.nanos() / NANOS;
    long nanos = interval.nanos() % (MINUTE * NANOS);
    return switch (unit) {
      case YEAR -> interval.months() / 12;
      case QUARTER -> interval.months() % 12 / 3 + 1;
      case MONTH -> interval.months() % 12;
      case DAY -> seconds / DAY;
      case HOUR -> seconds % DAY / HOUR;
      case MINUTE -> seconds % HOUR / MINUTE;
      case SECOND -> seconds % MINUTE;
      case MILLISECOND -> nanos / 1_000_000;
      case MICROSECOND -> nanos / 1_000;
      case NANOSECOND -> nanos;
      case EPOCH -> interval.months() / 12 * YEAR + interval.months() % 12 * MONTH + seconds;
      default -> throw Fault.unsupported("an interval has no field " + unit);
    };
  }

  private static long epochSecond(Object value, Execution execution, RelDataType type) {
    if (value instanceof Instant instant) {
      return instant.getEpochSecond();
    }
    if (value instanceof LocalTime time) {
      return time.toSecondOfDay();
    }
    return WallClocks.timestamp(value, execution, type).toEpochSecond(ZoneOffset.UTC);
  }

  private static Expression epochNanos(Call call) {
    Expression input = call.argument(0);
    RelDataType type = call.typeOf(0);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      if (value == null) {
        return null;
      }
      TemporalAccessor moment =
          value instanceof Instant || value instanceof LocalTime
              ? (TemporalAccessor) value
              : WallClocks.timestamp(value, execution, type);
      long nanos = moment.get(ChronoField.NANO_OF_SECOND);
      try {
        return Math.addExact(Math.multiplyExact(epochSecond(value, execution, type), NANOS), nanos);
      } catch (ArithmeticException e) {
        throw Fault.overflow("BIGINT");
      }
    };
  }
}
