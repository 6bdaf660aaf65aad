package io.ewig.engine.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Comparator;

/**
 * A length of time: months, or nanoseconds, because how long a month is depends on where it starts.
 *
 * <p>The two types of interval have one part each; the other is 0. A record of both lets them share
 * one class.
 */
public record Interval(long months, long nanos) implements Comparable<Interval> {

  public static final Interval ZERO = new Interval(0, 0);

  private static final Comparator<Interval> ORDER =
      Comparator.comparingLong(Interval::months).thenComparingLong(Interval::nanos);

  public static Interval ofMonths(long months) {
    return new Interval(months, 0);
  }

  public static Interval ofNanos(long nanos) {
    return new Interval(0, nanos);
  }

  /**
   * @throws ArithmeticException beyond 292 years
   */
  public static Interval of(Duration duration) {
    return ofNanos(duration.toNanos());
  }

  /** ISO 8601: P1Y2M, or P3DT4H5.6S. */
  static Interval parse(String text) {
    try {
      Period period = Period.parse(text);
      if (period.equals(period.withDays(0))) {
        return ofMonths(period.toTotalMonths());
      }
    } catch (DateTimeException notMonths) {
      return durationAfter(text, notMonths);
    }
    return of(Duration.parse(text));
  }

  private static Interval durationAfter(String text, DateTimeException notMonths) {
    try {
      return of(Duration.parse(text));
    } catch (DateTimeException e) {
      e.addSuppressed(notMonths);
      throw e;
    }
  }

  @Override
  public int compareTo(Interval other) {
    return ORDER.compare(this, other);
  }

  /** ISO 8601. */
  @Override
  public String toString() {
    if (months == 0) {
      return Duration.ofNanos(nanos).toString();
    }
    String text = "P" + months / 12 + "Y" + months % 12 + "M";
    return nanos == 0 ? text : text + " " + Duration.ofNanos(nanos);
  }
}
