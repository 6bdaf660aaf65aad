package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * To TIMESTAMP WITH TIME ZONE: a moment of the world; a wall clock is one of the session's zone.
 */
public final class Instants {

  static final long SECOND_MIN = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  static final long SECOND_END = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

  private static final String EXAMPLE = "2026-01-31 23:59:59.123+01:00";

  private Instants() {}

  /** Calcite has two names for what is one type here. */
  public static boolean isInstant(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE || name == SqlTypeName.TIMESTAMP_TZ;
  }

  static Conversion to(RelDataType to) {
    return (value, execution) ->
        Clocks.withinYears(Clocks.cut(instant(value, execution, to), to), to);
  }

  /** The instant, of any value that is one. */
  public static Instant instant(Object value, Execution execution, RelDataType to) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof String text) {
      Clocks.Parsed parsed = Clocks.parse(text, to, EXAMPLE);
      LocalDate date = parsed.date();
      if (date == null) {
        throw Fault.invalidTime(to, text, EXAMPLE);
      }
      LocalTime time = parsed.time() == null ? LocalTime.MIDNIGHT : parsed.time();
      ZoneId zone = parsed.zone() == null ? execution.zone() : parsed.zone();
      return date.atTime(time).atZone(zone).toInstant();
    }
    return WallClocks.timestamp(value, execution, to).atZone(execution.zone()).toInstant();
  }
}
