package io.ewig.calcite.operator.window;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** How far values are from each other: what RANGE counts in. */
final class Distances {

  private Distances() {}

  /** The form in which values are moved: days have hours, times of day have no end. */
  static Object key(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    return value instanceof LocalTime time ? (Object) time.toNanoOfDay() : value;
  }

  static boolean isNegative(Object offset) {
    if (offset instanceof Interval interval) {
      return interval.compareTo(Interval.ZERO) < 0;
    }
    if (offset instanceof BigDecimal decimal) {
      return decimal.signum() < 0;
    }
    return offset instanceof Number number && !(number.doubleValue() >= 0);
  }

  /**
   * A value moved by an offset.
   *
   * @param isDown towards lesser values
   */
  static Object shift(Object key, Object offset, boolean isDown, ZoneId zone) {
    try {
      if (key instanceof Number number && offset instanceof Number distance) {
        return shift(number, distance, isDown);
      }
      if (offset instanceof Interval interval) {
        Interval signed =
            isDown
                ? new Interval(
                    Math.negateExact(interval.months()), Math.negateExact(interval.nanos()))
                : interval;
        return shift(key, signed, zone);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE, "a window frame reaches from " + key + " by " + offset, e);
    }
    throw new UserException(
        ErrorCode.INVALID_FRAME, "RANGE cannot reach from " + key + " by " + offset);
  }

  private static Number shift(Number key, Number distance, boolean isDown) {
    if (isApproximate(key) || isApproximate(distance)) {
      double moved = distance.doubleValue();
      return key.doubleValue() + (isDown ? -moved : moved);
    }
    BigDecimal from = decimal(key);
    BigDecimal moved = decimal(distance);
    return isDown ? from.subtract(moved) : from.add(moved);
  }

  private static boolean isApproximate(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  private static Object shift(Object key, Interval interval, ZoneId zone) {
    if (key instanceof LocalDateTime wallClock) {
      return wallClock.plusMonths(interval.months()).plusNanos(interval.nanos());
    }
    if (key instanceof Instant instant) {
      return instant
          .atZone(zone)
          .plusMonths(interval.months())
          .toInstant()
          .plusNanos(interval.nanos());
    }
    if (key instanceof Long nanoOfDay) {
      return Math.addExact(nanoOfDay, interval.nanos());
    }
    if (key instanceof Interval from) {
      return new Interval(
          Math.addExact(from.months(), interval.months()),
          Math.addExact(from.nanos(), interval.nanos()));
    }
    throw new UserException(
        ErrorCode.INVALID_FRAME, "RANGE cannot reach from " + key + " by " + interval);
  }
}
