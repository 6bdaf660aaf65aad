package io.ewig.calcite.expression.time;

import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.Clocks;
import io.ewig.calcite.type.EwigTypeSystem;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * What + and - mean between dates, times and numbers of days, as in PostgreSQL, where Calcite knows
 * no meaning or loses the hours. They are found by the types of their operands.
 */
public final class DateSums {

  /** A date some days later. */
  public static final SqlBinaryOperator DAYS_LATER =
      sum("DATE + DAYS", binding -> type(binding.getTypeFactory(), SqlTypeName.DATE));

  /** A date some days earlier. */
  public static final SqlBinaryOperator DAYS_EARLIER =
      sum("DATE - DAYS", binding -> type(binding.getTypeFactory(), SqlTypeName.DATE));

  /** Days from one date to another. */
  public static final SqlBinaryOperator DAYS_BETWEEN =
      sum("DATE - DATE", binding -> type(binding.getTypeFactory(), SqlTypeName.INTEGER));

  /** The interval from one moment to another. */
  public static final SqlBinaryOperator ELAPSED =
      sum("MOMENT - MOMENT", binding -> interval(binding.getTypeFactory()));

  /** A date and hours: a timestamp. */
  public static final SqlBinaryOperator TIME_LATER =
      sum("DATE + INTERVAL", binding -> timestamp(binding.getTypeFactory()));

  public static final SqlBinaryOperator TIME_EARLIER =
      sum("DATE - INTERVAL", binding -> timestamp(binding.getTypeFactory()));

  /** A date with a time of its day. */
  public static final SqlBinaryOperator AT_TIME =
      sum("DATE + TIME", binding -> timestamp(binding.getTypeFactory()));

  private static final int PRECEDENCE = 40;

  private DateSums() {}

  private static SqlBinaryOperator sum(String name, SqlReturnTypeInference result) {
    return new SqlBinaryOperator(
        name,
        SqlKind.OTHER,
        PRECEDENCE,
        true,
        result.andThen(SqlTypeTransforms.TO_NULLABLE),
        null,
        OperandTypes.ANY_ANY);
  }

  private static RelDataType type(RelDataTypeFactory types, SqlTypeName name) {
    return types.createSqlType(name);
  }

  private static RelDataType timestamp(RelDataTypeFactory types) {
    return types.createSqlType(
        SqlTypeName.TIMESTAMP, EwigTypeSystem.INSTANCE.getMaxPrecision(SqlTypeName.TIMESTAMP));
  }

  private static RelDataType interval(RelDataTypeFactory types) {
    int digits = EwigTypeSystem.INSTANCE.getDefaultScale(SqlTypeName.INTERVAL_DAY_SECOND);
    return types.createSqlIntervalType(
        new SqlIntervalQualifier(TimeUnit.DAY, digits, TimeUnit.SECOND, digits, SqlParserPos.ZERO));
  }

  /** All of them. */
  public static List<SqlOperator> all() {
    return List.of(
        DAYS_LATER, DAYS_EARLIER, DAYS_BETWEEN, ELAPSED, TIME_LATER, TIME_EARLIER, AT_TIME);
  }

  public static void addTo(Functions functions) {
    functions.add(
        DAYS_LATER,
        call ->
            Functions.strict(
                call.argument(0),
                call.argument(1),
                (LocalDate date, Number days) -> moved(date, days.longValue(), call.type())));
    functions.add(
        DAYS_EARLIER,
        call ->
            Functions.strict(
                call.argument(0),
                call.argument(1),
                (LocalDate date, Number days) -> moved(date, -days.longValue(), call.type())));
    functions.binary(
        DAYS_BETWEEN,
        (LocalDate end, LocalDate start) -> Math.toIntExact(ChronoUnit.DAYS.between(start, end)));
    functions.binary(AT_TIME, (LocalDate date, LocalTime time) -> date.atTime(time));
    functions.add(ELAPSED, TimeArithmetic::minus);
    functions.add(TIME_LATER, TimeArithmetic::plus);
    functions.add(TIME_EARLIER, TimeArithmetic::minus);
  }

  private static LocalDate moved(LocalDate date, long days, RelDataType type) {
    boolean isNear = days >= -Integer.MAX_VALUE && days <= Integer.MAX_VALUE;
    if (!isNear) {
      throw Clocks.beyondYears(date + " moved by " + days + " days", type);
    }
    return Clocks.withinYears(date.plusDays(days), type);
  }
}
