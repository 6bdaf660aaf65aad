package io.ewig.jdbc.packed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Packs values, each a tag and what it says.
 *
 * <pre>
 * value    = 0 | 1 (true) | 2 (false) | 3 byte | 4 signed | 5 signed | 6 signed | 7 four bytes | 8 eight bytes
 *          | 9 signed scale, counted bytes          decimal
 *          | 10 counted UTF-8 | 11 counted bytes
 *          | 12 signed day | 13 number of nanoseconds | 14 signed day, number of nanoseconds
 *          | 15 signed second, number of nanoseconds                instant
 *          | 16 signed years, signed months, signed days | 17 signed seconds, number of nanoseconds
 *          | 18 sixteen bytes
 *          | 19 number, values | 20 number, values | 21 number, pairs of values    list, row, map
 *          | 22 number, units of two bytes            a text that is no Unicode
 * number   = seven bits a byte, the lowest first;  signed = 2n, or -2n-1;  counted = number, so many bytes
 * </pre>
 */
public final class ValueWriter {

  private ValueWriter() {}

  /** Values one after another, without their number. */
  public static void row(@Nullable Object[] row, WireOutput out) {
    for (Object value : row) {
      value(value, out, 0);
    }
  }

  public static void value(@Nullable Object value, WireOutput out) {
    value(value, out, 0);
  }

  // ---- what need not be an object

  public static void none(WireOutput out) {
    out.raw(Tags.NULL);
  }

  public static void flag(boolean flag, WireOutput out) {
    out.raw(flag ? Tags.TRUE : Tags.FALSE);
  }

  public static void tinyint(long number, WireOutput out) {
    out.raw(Tags.BYTE);
    out.raw((int) number);
  }

  public static void smallint(long number, WireOutput out) {
    signed(Tags.SHORT, number, out);
  }

  public static void integer(long number, WireOutput out) {
    signed(Tags.INTEGER, number, out);
  }

  public static void bigint(long number, WireOutput out) {
    signed(Tags.LONG, number, out);
  }

  /**
   * @param day since 1970
   */
  public static void day(long day, WireOutput out) {
    signed(Tags.DATE, day, out);
  }

  /** A text that lies there as UTF-8. */
  public static void text(byte[] bytes, int from, int end, WireOutput out) {
    out.raw(Tags.TEXT);
    out.counted(bytes, from, end);
  }

  // ---- objects

  private static void value(@Nullable Object value, WireOutput out, int depth) {
    if (value == null) {
      none(out);
    } else if (value instanceof String text) {
      text(text, out);
    } else if (value instanceof Boolean flag) {
      flag(flag, out);
    } else if (value instanceof byte[] bytes) {
      out.raw(Tags.BYTES);
      out.counted(bytes);
    } else if (value instanceof UUID id) {
      out.raw(Tags.UUID);
      out.fixed(id.getMostSignificantBits(), 8);
      out.fixed(id.getLeastSignificantBits(), 8);
    } else if (!number(value, out) && !moment(value, out)) {
      many(value, out, depth + 1);
    }
  }

  private static void text(String text, WireOutput out) {
    if (isUnicode(text)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      text(bytes, 0, bytes.length, out);
    } else {
      out.raw(Tags.UNITS);
      out.number(text.length());
      for (int i = 0; i < text.length(); i++) {
        out.fixed(text.charAt(i), 2);
      }
    }
  }

  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
      }
    }
    return true;
  }

  private static boolean number(Object value, WireOutput out) {
    if (value instanceof Integer number) {
      integer(number, out);
    } else if (value instanceof Long number) {
      bigint(number, out);
    } else if (value instanceof BigDecimal number) {
      decimal(number, out);
    } else if (value instanceof Double number) {
      out.raw(Tags.DOUBLE);
      out.fixed(Double.doubleToRawLongBits(number), 8);
    } else if (value instanceof Float number) {
      out.raw(Tags.FLOAT);
      out.fixed(Float.floatToRawIntBits(number), 4);
    } else if (value instanceof Short number) {
      smallint(number, out);
    } else if (value instanceof Byte number) {
      tinyint(number, out);
    } else if (value instanceof BigInteger number) {
      decimal(new BigDecimal(number), out);
    } else {
      return false;
    }
    return true;
  }

  private static void signed(int tag, long number, WireOutput out) {
    out.raw(tag);
    out.signed(number);
  }

  private static void decimal(BigDecimal number, WireOutput out) {
    signed(Tags.DECIMAL, number.scale(), out);
    out.counted(number.unscaledValue().toByteArray());
  }

  private static boolean moment(Object value, WireOutput out) {
    if (value instanceof Instant moment) {
      signed(Tags.INSTANT, moment.getEpochSecond(), out);
      out.number(moment.getNano());
    } else if (value instanceof LocalDateTime moment) {
      signed(Tags.DATE_TIME, moment.toLocalDate().toEpochDay(), out);
      out.number(moment.toLocalTime().toNanoOfDay());
    } else if (value instanceof LocalDate day) {
      day(day.toEpochDay(), out);
    } else if (value instanceof LocalTime time) {
      out.raw(Tags.TIME);
      out.number(time.toNanoOfDay());
    } else if (value instanceof Period period) {
      signed(Tags.PERIOD, period.getYears(), out);
      out.signed(period.getMonths());
      out.signed(period.getDays());
    } else if (value instanceof Duration duration) {
      signed(Tags.DURATION, duration.getSeconds(), out);
      out.number(duration.getNano());
    } else {
      return false;
    }
    return true;
  }

  private static void many(Object value, WireOutput out, int depth) {
    if (depth > Tags.DEPTH_MAX) {
      throw new IllegalArgumentException("values are nested deeper than " + Tags.DEPTH_MAX);
    }
    if (value instanceof List<?> list) {
      all(Tags.LIST, list.toArray(), out, depth);
    } else if (value instanceof Object[] row) {
      all(Tags.ROW, row, out, depth);
    } else if (value instanceof Map<?, ?> map) {
      out.raw(Tags.MAP);
      out.number(map.size());
      for (var entry : map.entrySet()) {
        value(entry.getKey(), out, depth);
        value(entry.getValue(), out, depth);
      }
    } else {
      throw new IllegalArgumentException(
          "a value of " + value.getClass().getName() + " cannot be sent to a server");
    }
  }

  private static void all(int tag, @Nullable Object[] values, WireOutput out, int depth) {
    out.raw(tag);
    out.number(values.length);
    for (Object value : values) {
      value(value, out, depth);
    }
  }
}
