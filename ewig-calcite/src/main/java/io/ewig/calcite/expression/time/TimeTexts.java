package io.ewig.calcite.expression.time;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Readings;
import io.ewig.calcite.expression.cast.Clocks;
import io.ewig.calcite.expression.cast.Instants;
import io.ewig.calcite.expression.cast.WallClocks;
import io.ewig.calcite.expression.number.NumberFormat;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.Type;
import io.ewig.parser.expression.AtTimeZone;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/** TO_CHAR, TO_DATE, TO_TIMESTAMP by patterns, and AT_TIME_ZONE. */
public final class TimeTexts {

  public static final SqlFunction TO_CHAR =
      Own.function(
          "TO_CHAR",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER)
              .or(OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.CHARACTER))
              .or(OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.CHARACTER)));

  public static final SqlFunction TO_DATE =
      Own.function("TO_DATE", ReturnTypes.DATE_NULLABLE, OperandTypes.CHARACTER_CHARACTER);

  /**
   * A wall clock of the session without an offset in the text: an instant all the same; or what
   * comes so many seconds after the start of 1970.
   */
  public static final SqlFunction TO_TIMESTAMP =
      Own.function(
          "TO_TIMESTAMP",
          ReturnTypes.explicit(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
              .andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.CHARACTER_CHARACTER.or(OperandTypes.NUMERIC));

  /** What a wall clock there shows at an instant. */
  public static final SqlFunction AT_TIME_ZONE =
      Own.function(
          "AT_TIME_ZONE",
          ReturnTypes.explicit(SqlTypeName.TIMESTAMP).andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER));

  /** The instant at which a wall clock there shows a time. */
  public static final SqlFunction FROM_TIME_ZONE =
      Own.function(
          "FROM_TIME_ZONE",
          ReturnTypes.explicit(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
              .andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER));

  private static final int NANO_DIGITS = 9;

  private TimeTexts() {}

  public static void addTo(Functions functions) {
    functions.add(TO_CHAR, TimeTexts::toChar);
    functions.add(
        TO_DATE,
        call ->
            reading(
                call,
                (parsed, execution) ->
                    Clocks.withinYears(parsed.moment().toLocalDate(), call.type())));
    functions.add(
        TO_TIMESTAMP,
        call -> call.size() == 1 ? ofSeconds(call) : reading(call, TimeTexts::instant));
    functions.add(AT_TIME_ZONE, TimeTexts::atZone);
    functions.add(FROM_TIME_ZONE, TimeTexts::fromZone);
    functions.add(
        AtTimeZone.OPERATOR,
        call -> Instants.isInstant(call.typeOf(0)) ? atZone(call) : fromZone(call));
  }

  private static Readings<TimeFormat> formats(Call call) {
    return new Readings<>(
        call.argument(1), new Constant(""), (pattern, none) -> TimeFormat.parse(pattern));
  }

  private static Expression ofSeconds(Call call) {
    Type type = Type.TIMESTAMP_WITH_TIME_ZONE;
    return Functions.strict(
        call.argument(0),
        (Number seconds) -> {
          try {
            BigDecimal nanos = new BigDecimal(seconds.toString()).scaleByPowerOfTen(NANO_DIGITS);
            BigInteger[] parts =
                nanos
                    .setScale(0, RoundingMode.HALF_UP)
                    .toBigInteger()
                    .divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
            return Clocks.withinYears(
                Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact()), type);
          } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw Clocks.beyondYears(seconds, type);
          }
        });
  }

  private static Expression ofNumber(Call call) {
    Readings<NumberFormat> formats =
        new Readings<>(
            call.argument(1), new Constant(""), (pattern, none) -> NumberFormat.parse(pattern));
    Expression input = call.argument(0);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      NumberFormat format = formats.of(row, execution);
      return value == null || format == null ? null : format.format((Number) value);
    };
  }

  private static Expression toChar(Call call) {
    if (SqlTypeName.NUMERIC_TYPES.contains(call.kindOf(0))) {
      return ofNumber(call);
    }
    Expression input = call.argument(0);
    RelDataType type = call.typeOf(0);
    Readings<TimeFormat> formats = formats(call);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      TimeFormat format = formats.of(row, execution);
      if (value == null || format == null) {
        return null;
      }
      if (value instanceof Interval length) {
        return format.format(length);
      }
      LocalDateTime moment = WallClocks.timestamp(value, execution, type);
      ZoneId zone = execution.zone();
      Instant instant = Instants.instant(value, execution, type);
      return format.format(moment, zone, zone.getRules().getOffset(instant));
    };
  }

  /** What a text was read as, made into a value. */
  private interface Use {
    Object of(TimeFormat.Parsed parsed, Execution execution);
  }

  private static Expression reading(Call call, Use use) {
    Expression input = call.argument(0);
    Readings<TimeFormat> formats = formats(call);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      TimeFormat format = formats.of(row, execution);
      return value == null || format == null
          ? null
          : use.of(format.parseText((String) value), execution);
    };
  }

  private static Object instant(TimeFormat.Parsed parsed, Execution execution) {
    ZoneId zone = parsed.offset() == null ? execution.zone() : parsed.offset();
    return Clocks.withinYears(
        parsed.moment().atZone(zone).toInstant(), Type.TIMESTAMP_WITH_TIME_ZONE);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Fault.invalid(
          Fault.shown(name) + " is no time zone; write it as Europe/Berlin or +01:00");
    }
  }

  private static Expression atZone(Call call) {
    Expression input = call.argument(0);
    Expression zone = call.argument(1);
    RelDataType type = call.typeOf(0);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      Object name = zone.value(row, execution);
      return value == null || name == null
          ? null
          : Clocks.withinYears(
              LocalDateTime.ofInstant(
                  Instants.instant(value, execution, type), zone((String) name)),
              "TIMESTAMP");
    };
  }

  private static Expression fromZone(Call call) {
    Expression input = call.argument(0);
    Expression zone = call.argument(1);
    RelDataType type = call.typeOf(0);
    return (row, execution) -> {
      Object value = input.value(row, execution);
      Object name = zone.value(row, execution);
      return value == null || name == null
          ? null
          : Clocks.withinYears(
              WallClocks.timestamp(value, execution, type).atZone(zone((String) name)).toInstant(),
              "TIMESTAMP WITH TIME ZONE");
    };
  }
}
