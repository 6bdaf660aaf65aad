package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.calcite.rel.type.RelDataType;

/** To DATE, TIME and TIMESTAMP: what a clock on a wall shows; an instant through the zone. */
public final class WallClocks {

  private static final String DATE_EXAMPLE = "2026-01-31";
  private static final String TIME_EXAMPLE = "23:59:59.123";
  private static final String TIMESTAMP_EXAMPLE = "2026-01-31 23:59:59.123456789";

  private WallClocks() {}

  static Conversion to(RelDataType to) {
    return switch (to.getSqlTypeName()) {
      case DATE -> (value, execution) -> Clocks.withinYears(date(value, execution, to), to);
      case TIME -> (value, execution) -> Clocks.cut(time(value, execution, to), to);
      default ->
          (value, execution) ->
              Clocks.withinYears(Clocks.cut(timestamp(value, execution, to), to), to);
    };
  }

  private static LocalDate date(Object value, Execution execution, RelDataType to) {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof String text) {
      Clocks.Parsed parsed = Clocks.parse(text, to, DATE_EXAMPLE);
      if (parsed.date() == null) {
        throw Fault.invalidTime(to, text, DATE_EXAMPLE);
      }
      return parsed.zone() == null || parsed.time() == null
          ? parsed.date()
          : timestamp(value, execution, to).toLocalDate();
    }
    return timestamp(value, execution, to).toLocalDate();
  }

  private static LocalTime time(Object value, Execution execution, RelDataType to) {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof String text) {
      LocalTime time = Clocks.parse(text, to, TIME_EXAMPLE).time();
      if (time == null) {
        throw Fault.invalidTime(to, text, TIME_EXAMPLE);
      }
      return time;
    }
    return timestamp(value, execution, to).toLocalTime();
  }

  /** The moment on the wall, of any value that is one. */
  public static LocalDateTime timestamp(Object value, Execution execution, RelDataType to) {
    if (value instanceof LocalDateTime moment) {
      return moment;
    }
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(Clocks.withinYears(instant, to), execution.zone());
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return LocalDate.ofInstant(execution.now(), execution.zone()).atTime(time);
    }
    if (value instanceof String text) {
      Clocks.Parsed parsed = Clocks.parse(text, to, TIMESTAMP_EXAMPLE);
      if (parsed.date() == null) {
        throw Fault.invalidTime(to, text, TIMESTAMP_EXAMPLE);
      }
      LocalTime time = parsed.time();
      LocalDateTime moment =
          time == null ? parsed.date().atStartOfDay() : parsed.date().atTime(time);
      return parsed.zone() == null
          ? moment
          : LocalDateTime.ofInstant(moment.atZone(parsed.zone()).toInstant(), execution.zone());
    }
    throw Fault.notA(to, String.valueOf(value));
  }
}
