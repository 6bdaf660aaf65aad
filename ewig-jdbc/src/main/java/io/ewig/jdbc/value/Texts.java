package io.ewig.jdbc.value;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values as text, as SQL would write them. */
public final class Texts {

  /** A decimal with more zeros than that keeps its exponent. */
  private static final int PLAIN_SCALE_MAX = 1_000;

  private Texts() {}

  /** A name in quotes. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String of(Object value, SessionZone session) throws SQLException {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal decimal) {
      return Math.abs((long) decimal.scale()) > PLAIN_SCALE_MAX
          ? decimal.toString()
          : decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof LocalDateTime moment) {
      return of(moment);
    }
    if (value instanceof LocalTime time) {
      return of(time);
    }
    if (value instanceof Instant instant) {
      return of(Moments.at(instant, session).toOffsetDateTime());
    }
    if (value instanceof Period period && period.get(ChronoUnit.DAYS) == 0) {
      long months = period.toTotalMonths();
      return "P" + months / 12 + "Y" + months % 12 + "M";
    }
    return ofMany(value, session);
  }

  private static String ofMany(Object value, SessionZone session) throws SQLException {
    if (value instanceof List<?> list) {
      return joined(list, "[", "]", session);
    }
    if (value instanceof Object[] row) {
      return joined(Arrays.asList(row), "(", ")", session);
    }
    if (value instanceof Map<?, ?> map) {
      var joiner = new StringJoiner(", ", "{", "}");
      for (var entry : map.entrySet()) {
        joiner.add(orNull(entry.getKey(), session) + "=" + orNull(entry.getValue(), session));
      }
      return joiner.toString();
    }
    return ofGiven(value, session);
  }

  /** What only a caller gives. */
  private static String ofGiven(Object value, SessionZone session) throws SQLException {
    if (value instanceof Clob clob) {
      return clob.getSubString(1, Math.toIntExact(clob.length()));
    }
    if (value instanceof SQLXML xml) {
      return xml.getString();
    }
    if (value instanceof PlainElements own) {
      return of(own.plainElements(), session);
    }
    if (value instanceof Array array) {
      return of(array.getArray(), session);
    }
    if (value instanceof OffsetDateTime moment) {
      return of(moment);
    }
    return value.toString();
  }

  private static String joined(List<?> values, String open, String close, SessionZone session)
      throws SQLException {
    var joiner = new StringJoiner(", ", open, close);
    for (Object value : values) {
      joiner.add(orNull(value, session));
    }
    return joiner.toString();
  }

  private static String orNull(@Nullable Object value, SessionZone session) throws SQLException {
    return value == null ? "null" : of(value, session);
  }

  private static String of(OffsetDateTime moment) {
    ZoneOffset offset = moment.getOffset();
    return of(moment.toLocalDateTime())
        + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
  }

  private static String of(LocalDateTime moment) {
    LocalDate date = moment.toLocalDate();
    var text = new StringBuilder(35).append(date).append(' ');
    append(text, moment.toLocalTime());
    return text.toString();
  }

  private static String of(LocalTime time) {
    var text = new StringBuilder(18);
    append(text, time);
    return text.toString();
  }

  private static void append(StringBuilder text, LocalTime time) {
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    twoDigits(text, time.getSecond());
    int nano = time.getNano();
    if (nano > 0) {
      text.append('.');
      for (int unit = 100_000_000; nano > 0; unit /= 10) {
        text.append((char) ('0' + nano / unit));
        nano %= unit;
      }
    }
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
