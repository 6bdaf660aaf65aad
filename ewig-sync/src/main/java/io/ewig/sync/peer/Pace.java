package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long to wait before the next meeting: longer and longer while the peer is away. */
public final class Pace {

  public static final Duration INTERVAL_MIN = Duration.ofMillis(10);
  public static final Duration INTERVAL_MAX = Duration.ofDays(1);

  /** A peer that is back is found within this time, or its interval if that is longer. */
  public static final Duration PAUSE_MAX = Duration.ofSeconds(4);

  private static final int DOUBLINGS_MAX = 20;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,8})(ms|s|m|h|d)");

  private final Duration interval;
  private int misses;

  public Pace(Duration interval) {
    this.interval = interval;
  }

  /** Reads {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}, {@code 1d}. */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          };
      if (isInterval(duration)) {
        return duration;
      }
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "'" + text + "' is no interval; write 500ms, 2s, 1m or 1h, from 10ms to 1d");
  }

  /** Whether it is neither shorter nor longer than an interval may be. */
  static boolean isInterval(Duration time) {
    return time.compareTo(INTERVAL_MIN) >= 0 && time.compareTo(INTERVAL_MAX) <= 0;
  }

  public void met() {
    misses = 0;
  }

  public void missed() {
    misses = Math.min(misses + 1, DOUBLINGS_MAX);
  }

  public Duration pause() {
    Duration doubled = interval.multipliedBy(1L << misses);
    Duration limit = interval.compareTo(PAUSE_MAX) > 0 ? interval : PAUSE_MAX;
    return doubled.compareTo(limit) < 0 ? doubled : limit;
  }
}
