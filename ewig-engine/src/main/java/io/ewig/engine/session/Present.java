package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The time of a transaction as a column holds it. */
final class Present {

  private Present() {}

  static Object as(Type type, long nanos) {
    Instant now = SystemNanos.toInstant(nanos);
    LocalDateTime utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    return switch (type.kind()) {
      case DATE -> utc.toLocalDate();
      case TIME -> utc.toLocalTime();
      case TIMESTAMP -> utc;
      case TIMESTAMP_WITH_TIME_ZONE -> now;
      default ->
          throw new UserException(
              ErrorCode.TYPE_MISMATCH,
              "a " + type + " holds no time; ask for a date, time or timestamp");
    };
  }
}
