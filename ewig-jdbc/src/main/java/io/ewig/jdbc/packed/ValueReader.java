package io.ewig.jdbc.packed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} wrote; its page has the grammar. */
public final class ValueReader {

  private ValueReader() {}

  /** So many values one after another. */
  public static @Nullable Object[] row(WireInput in, int width) throws MalformedException {
    @Nullable Object[] row = new @Nullable Object[width];
    for (int i = 0; i < width; i++) {
      row[i] = value(in);
    }
    return row;
  }

  public static @Nullable Object value(WireInput in) throws MalformedException {
    try {
      return value(in, 0);
    } catch (DateTimeException | ArithmeticException e) {
      throw in.malformed("no such moment: " + e.getMessage());
    }
  }

  private static @Nullable Object value(WireInput in, int depth) throws MalformedException {
    int tag = in.raw();
    return switch (tag) {
      case Tags.NULL -> null;
      case Tags.TRUE -> true;
      case Tags.FALSE -> false;
      case Tags.BYTE -> (byte) in.raw();
      case Tags.SHORT -> (short) bounded(in, Short.MIN_VALUE, Short.MAX_VALUE);
      case Tags.INTEGER -> integer(in);
      case Tags.LONG -> in.signed();
      case Tags.FLOAT -> Float.intBitsToFloat((int) in.fixed(4));
      case Tags.DOUBLE -> Double.longBitsToDouble(in.fixed(8));
      case Tags.DECIMAL -> decimal(in);
      case Tags.TEXT -> in.countedText();
      case Tags.BYTES -> in.counted();
      case Tags.UUID -> new UUID(in.fixed(8), in.fixed(8));
      case Tags.UNITS -> units(in);
      case Tags.LIST, Tags.ROW, Tags.MAP -> many(tag, in, depth + 1);
      default -> moment(tag, in);
    };
  }

  private static int integer(WireInput in) throws MalformedException {
    return (int) bounded(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static long bounded(WireInput in, long min, long max) throws MalformedException {
    long value = in.signed();
    if (value < min || value > max) {
      throw in.malformed(value + " is out of its type's range");
    }
    return value;
  }

  private static BigDecimal decimal(WireInput in) throws MalformedException {
    int scale = integer(in);
    byte[] digits = in.counted();
    if (digits.length == 0) {
      throw in.malformed("a decimal has no digits");
    }
    return new BigDecimal(new BigInteger(digits), scale);
  }

  private static String units(WireInput in) throws MalformedException {
    int length = in.count();
    if (length > in.left() / 2) {
      throw in.malformed("a text is cut off");
    }
    char[] units = new char[length];
    for (int i = 0; i < length; i++) {
      units[i] = (char) in.fixed(2);
    }
    return new String(units);
  }

  private static Object moment(int tag, WireInput in) throws MalformedException {
    return switch (tag) {
      case Tags.DATE -> LocalDate.ofEpochDay(in.signed());
      case Tags.TIME -> LocalTime.ofNanoOfDay(in.number());
      case Tags.DATE_TIME ->
          LocalDateTime.of(LocalDate.ofEpochDay(in.signed()), LocalTime.ofNanoOfDay(in.number()));
      case Tags.INSTANT -> Instant.ofEpochSecond(in.signed(), in.number());
      case Tags.PERIOD -> Period.of(integer(in), integer(in), integer(in));
      case Tags.DURATION -> Duration.ofSeconds(in.signed(), in.number());
      default -> throw in.malformed(tag + " is no kind of value");
    };
  }

  private static Object many(int tag, WireInput in, int depth) throws MalformedException {
    if (depth > Tags.DEPTH_MAX) {
      throw in.malformed("values are nested deeper than " + Tags.DEPTH_MAX);
    }
    int count = in.count();
    if (tag == Tags.MAP) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        Object key = value(in, depth);
        map.put(key, value(in, depth));
      }
      return map;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(in, depth));
    }
    return tag == Tags.ROW ? values.toArray() : values;
  }
}
