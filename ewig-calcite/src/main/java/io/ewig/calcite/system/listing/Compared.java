package io.ewig.calcite.system.listing;

import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Order;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** What a column can be that compares with a value in some way. */
final class Compared {

  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /** Between two changes of a zone's offset lies more than that. */
  private static final int OFFSET_DAYS = 2;

  private Compared() {}

  /**
   * @param blur whether the column was cut to fewer digits of a second before
   */
  static Domain with(SqlKind comparison, @Nullable Object value, boolean blur, ZoneId zone) {
    if (value == null) {
      return Domain.NOTHING;
    } else if (value instanceof String text) {
      return comparison == SqlKind.EQUALS ? Domain.text(text) : Domain.ALL;
    } else if (value instanceof Instant instant) {
      return instants(comparison, instant, instant, blur);
    } else if (value instanceof LocalDateTime time) {
      return wallClock(comparison, time, time, blur, zone);
    } else if (value instanceof LocalDate date) {
      LocalDateTime end = date.plusDays(1).atStartOfDay();
      return wallClock(comparison, date.atStartOfDay(), end, true, zone);
    } else if (value instanceof BigDecimal decimal) {
      return decimal(comparison, decimal);
    } else if (value instanceof Number number && !isInexact(number)) {
      return range(comparison, number.longValue(), number.longValue());
    }
    return Domain.ALL;
  }

  /** Whether the domain lets pass just what compares so, of a column as it is. */
  static boolean saysAll(SqlKind comparison, @Nullable Object value) {
    return value instanceof Instant
        || (comparison == SqlKind.EQUALS
            && value instanceof String text
            && text.equals(Order.withoutBlanks(text)));
  }

  private static boolean isInexact(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  /** A wall clock may show a time twice, or never. */
  private static Domain wallClock(
      SqlKind comparison, LocalDateTime first, LocalDateTime last, boolean blur, ZoneId zone) {
    ZoneOffset before = offset(first.minusDays(OFFSET_DAYS), zone);
    ZoneOffset after = offset(last.plusDays(OFFSET_DAYS), zone);
    boolean isAhead = before.getTotalSeconds() >= after.getTotalSeconds();
    Instant earliest = first.toInstant(isAhead ? before : after);
    Instant latest = last.toInstant(isAhead ? after : before);
    return instants(comparison, earliest, latest, blur);
  }

  private static ZoneOffset offset(LocalDateTime time, ZoneId zone) {
    return zone.getRules().getOffset(time.toInstant(ZoneOffset.UTC));
  }

  private static Domain instants(SqlKind comparison, Instant first, Instant last, boolean blur) {
    Duration more = blur ? Duration.ofSeconds(1) : Duration.ZERO;
    return range(comparison, nanos(first, more.negated()), nanos(last, more));
  }

  private static long nanos(Instant instant, Duration plus) {
    boolean isFar = instant.equals(Instant.MIN) || instant.equals(Instant.MAX);
    return SystemNanos.of(isFar ? instant : instant.plus(plus));
  }

  private static Domain decimal(SqlKind comparison, BigDecimal value) {
    long least = clamped(value.setScale(0, RoundingMode.CEILING));
    long most = clamped(value.setScale(0, RoundingMode.FLOOR));
    return range(comparison, least, most);
  }

  private static long clamped(BigDecimal whole) {
    return whole.toBigInteger().max(LONG_MIN).min(LONG_MAX).longValue();
  }

  /**
   * What compares with something that is not below one number and not above another; with a
   * fraction between two numbers if they cross.
   */
  private static Domain range(SqlKind comparison, long first, long last) {
    boolean isExact = first == last && first != Long.MIN_VALUE && first != Long.MAX_VALUE;
    return switch (comparison) {
      case EQUALS -> isExact ? Domain.number(first) : Domain.between(first, last);
      case GREATER_THAN -> Domain.between(isExact ? first + 1 : first, Long.MAX_VALUE);
      case GREATER_THAN_OR_EQUAL -> Domain.between(first, Long.MAX_VALUE);
      case LESS_THAN -> Domain.between(Long.MIN_VALUE, isExact ? last - 1 : last);
      case LESS_THAN_OR_EQUAL -> Domain.between(Long.MIN_VALUE, last);
      default -> Domain.ALL;
    };
  }
}
