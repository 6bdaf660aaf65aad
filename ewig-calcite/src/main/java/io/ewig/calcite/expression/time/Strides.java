package io.ewig.calcite.expression.time;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.cast.Clocks;
import io.ewig.engine.value.Interval;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** DATE_BIN: the start of the stretch of time that a moment lies in, all of one length. */
public final class Strides {

  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

  /** DATE_BIN(length, moment, origin). */
  static final SqlFunction DATE_BIN =
      Own.function(
          "DATE_BIN",
          ReturnTypes.ARG1_NULLABLE,
          OperandTypes.family(
              SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.TIMESTAMP, SqlTypeFamily.DATETIME));

  private Strides() {}

  public static void addTo(Functions functions) {
    functions.add(DATE_BIN, Strides::binned);
  }

  private static Expression binned(Call call) {
    Expression moment = Casts.cast(call.argument(1), call.typeOf(1), call.type());
    Expression origin = Casts.cast(call.argument(2), call.typeOf(2), call.type());
    return Functions.strict(
        call.argument(0),
        moment,
        origin,
        (Interval length, Temporal at, Temporal start) -> {
          Temporal found = at.minus(beyond(length, Duration.between(start, at)));
          return found instanceof Instant instant
              ? Clocks.withinYears(instant, call.type())
              : Clocks.withinYears((LocalDateTime) found, call.type());
        });
  }

  /** How far a moment lies behind the start of its stretch. */
  private static Duration beyond(Interval length, Duration since) {
    if (length.months() != 0 || length.nanos() <= 0) {
      throw Fault.invalid("DATE_BIN takes a length of days or shorter, above zero, not " + length);
    }
    BigInteger nanos =
        BigInteger.valueOf(since.getSeconds())
            .multiply(SECOND)
            .add(BigInteger.valueOf(since.getNano()));
    return Duration.ofNanos(nanos.mod(BigInteger.valueOf(length.nanos())).longValueExact());
  }
}
