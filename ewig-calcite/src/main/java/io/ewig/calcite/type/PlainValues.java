package io.ewig.calcite.type;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between plain Java, which JDBC speaks, and canonical values.
 *
 * <p>Plain is byte[] for Bytes, Period or Duration for Interval; the rest is the same. Coming in,
 * also a BigInteger, an OffsetDateTime, a ZonedDateTime, a Character and an array are taken. What
 * type a value then gets is a matter of casts: {@code io.ewig.calcite.expression.cast}.
 */
public final class PlainValues {

  private static final int MONTHS_A_YEAR = 12;

  /** What a period of years and months has room for. */
  private static final long MONTHS_MAX = Integer.MAX_VALUE * 12L + 11;

  private PlainValues() {}

  /** A value that came in by JDBC, as a canonical one of the type nearest to it. */
  public static @Nullable Object canonical(@Nullable Object plain) {
    if (plain instanceof byte[] bytes) {
      return Bytes.of(bytes);
    }
    if (plain instanceof Period period) {
      return interval(period);
    }
    if (plain instanceof Duration duration) {
      return interval(duration);
    }
    if (plain instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (plain instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (plain instanceof ZonedDateTime moment) {
      return moment.toInstant();
    }
    if (plain instanceof Character letter) {
      return letter.toString();
    }
    return collection(plain);
  }

  private static Interval interval(Duration duration) {
    try {
      return Interval.of(duration);
    } catch (ArithmeticException e) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE,
          "an interval of days to seconds is at most 292 years long, so it is not " + duration,
          e);
    }
  }

  /** Months if there are no days, else days: a period of both has no one type here. */
  private static Interval interval(Period period) {
    long months = period.toTotalMonths();
    if (Math.abs(months) > MONTHS_MAX) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE,
          "an interval has at most " + MONTHS_MAX + " months, not " + months);
    }
    return period.equals(period.withDays(0))
        ? Interval.ofMonths(months)
        : new Interval(months, interval(Duration.ofDays(period.get(ChronoUnit.DAYS))).nanos());
  }

  private static @Nullable Object collection(@Nullable Object plain) {
    if (plain instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(each -> elements.add(canonical(each)));
      return Collections.unmodifiableList(elements);
    }
    if (plain instanceof Object[] array) {
      return collection(Arrays.asList(array));
    }
    if (plain instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, value) -> entries.put(canonical(key), canonical(value)));
      return Collections.unmodifiableMap(entries);
    }
    return plain;
  }

  /** Whether canonical values of a type are what JDBC gets. */
  public static boolean isPlain(JdbcType type) {
    return switch (type.code()) {
      case Types.BOOLEAN,
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.CHAR,
          Types.VARCHAR,
          Types.DATE,
          Types.TIME,
          Types.TIMESTAMP,
          Types.TIMESTAMP_WITH_TIMEZONE ->
          true;
      default -> false;
    };
  }

  private static Period period(long months) {
    return Period.of(Math.toIntExact(months / MONTHS_A_YEAR), (int) (months % MONTHS_A_YEAR), 0);
  }

  /** A canonical value as JDBC gets it. */
  public static @Nullable Object plain(@Nullable Object canonical, JdbcType type) {
    if (canonical == null || canonical instanceof String || canonical instanceof Number) {
      return canonical;
    }
    if (canonical instanceof Bytes bytes) {
      return bytes.toArray();
    }
    if (canonical instanceof Interval interval) {
      return type.name().startsWith("INTERVAL YEAR")
          ? period(interval.months())
          : Duration.ofNanos(interval.nanos());
    }
    if (canonical instanceof List<?> list && type.element() != null) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      for (Object each : list) {
        elements.add(plain(each, type.element()));
      }
      return elements;
    }
    return canonical;
  }
}
