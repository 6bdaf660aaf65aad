package io.ewig.sqltests.documented;

import io.ewig.engine.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clock of a page: a second passes with each statement, or as much as a comment says. */
final class PageClock implements Clock {

  private static final Pattern COMMENT =
      Pattern.compile("^-- (\\d{4}-\\d\\d-\\d\\d)(?: (\\d\\d:\\d\\d(?::\\d\\d)?))?\\b");
  private static final long SECOND = 1_000_000_000L;

  private volatile long nanos = nanos("2026-01-01", "00:00:00");

  @Override
  public long nanos() {
    return nanos;
  }

  /** Says that this statement is run next. */
  void passesBefore(String sql) {
    Matcher comment = COMMENT.matcher(sql);
    nanos =
        comment.find()
            ? nanos(comment.group(1), comment.group(2) == null ? "00:00" : comment.group(2))
            : nanos + SECOND;
  }

  private static long nanos(String date, String time) {
    return LocalDateTime.parse(date + "T" + time).toEpochSecond(ZoneOffset.UTC) * SECOND;
  }
}
