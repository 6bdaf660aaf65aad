package io.ewig.calcite.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What values mean as moments. */
public final class Instants {

  private Instants() {}

  /**
   * @param zone where a time without one is on the wall clock
   */
  public static Instant of(Object value, ZoneId zone) {
    if (value instanceof Instant instant) {
      return instant;
    } else if (value instanceof LocalDateTime time) {
      return time.atZone(zone).toInstant();
    } else if (value instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    } else if (value instanceof String text) {
      return parse(text.strip(), zone);
    }
    throw new UserException(
        ErrorCode.TYPE_MISMATCH,
        "'" + value + "' is no moment; give a timestamp such as '2026-01-31 23:59:59.123'");
  }

  /** The same, null being an open end. */
  public static Instant orOpen(@Nullable Object value, ZoneId zone, Instant open) {
    return value == null ? open : of(value, zone);
  }

  private static Instant parse(String text, ZoneId zone) {
    if (text.length() <= "2026-01-31".length()) {
      try {
        return of(Type.DATE.accept(text), zone);
      } catch (UserException e) {
        throw new UserException(
            e.code(),
            "'" + text + "' is no moment; write it as 2026-01-31, or 2026-01-31 23:59:59.123",
            e);
      }
    }
    int clock = Math.max(text.indexOf('T'), text.indexOf(' '));
    String time = text.substring(clock + 1);
    boolean hasZone = time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
    Type type = hasZone ? Type.TIMESTAMP_WITH_TIME_ZONE : Type.TIMESTAMP;
    return of(type.accept(text), zone);
  }
}
