package io.ewig.engine.merge;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.time.SystemNanos;

/** Valid periods by their ends in nanoseconds, as the version index has them. */
final class Span {

  private Span() {}

  static ValidPeriod period(long from, long to) {
    return new ValidPeriod(
        from == Long.MIN_VALUE ? ValidPeriod.OPEN_START : SystemNanos.toInstant(from),
        to == Version.OPEN ? ValidPeriod.OPEN_END : SystemNanos.toInstant(to));
  }
}
