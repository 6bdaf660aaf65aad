package io.ewig.server.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A time as all commands take it: {@code 2026-03-01T12:00:00Z}, with any offset, or the day alone,
 * which begins in UTC.
 */
public final class TimeText {

  /** For whoever wrote something else. */
  public static final String EXAMPLE = "2026-03-01T12:00:00Z or 2026-03-01";

  private static final int DATE_CHARS = "2026-03-01".length();

  private TimeText() {}

  /**
   * @throws java.time.DateTimeException if the text is none
   */
  public static Instant parse(String text) {
    return text.length() == DATE_CHARS
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
