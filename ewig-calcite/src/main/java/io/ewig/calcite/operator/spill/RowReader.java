package io.ewig.calcite.operator.spill;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows as {@link ValueTag} has it. */
final class RowReader {

  /** As deep as arrays and rows can be nested in anything that a statement makes. */
  private static final int DEPTH_MAX = 100;

  private RowReader() {}

  static @Nullable Object[] read(BytesIn in) {
    return row(in, 0);
  }

  private static @Nullable Object[] row(BytesIn in, int depth) {
    if (depth > DEPTH_MAX) {
      throw in.malformed("a value nested more than " + DEPTH_MAX + " deep");
    }
    @Nullable Object[] row = new @Nullable Object[in.getCount(in.remaining(), "values")];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(in, depth);
    }
    return row;
  }

  private static @Nullable Object value(BytesIn in, int depth) {
    int tag = in.getByte() & 0xFF;
    return switch (tag) {
      case ValueTag.NULL -> null;
      case ValueTag.FALSE -> false;
      case ValueTag.TRUE -> true;
      case ValueTag.BYTE -> (byte) in.getByte();
      case ValueTag.SHORT -> (short) in.getShort();
      case ValueTag.INTEGER -> (int) in.getZigzag();
      case ValueTag.LONG -> in.getZigzag();
      case ValueTag.FLOAT -> Float.intBitsToFloat(in.getInt());
      case ValueTag.DOUBLE -> Double.longBitsToDouble(in.getLong());
      case ValueTag.DECIMAL -> {
        int scale = (int) in.getZigzag();
        byte[] unscaled = in.get(in.getCount(in.remaining(), "digits"));
        if (unscaled.length == 0) {
          throw in.malformed("a decimal without digits");
        }
        yield new BigDecimal(new BigInteger(unscaled), scale);
      }
      case ValueTag.TEXT, ValueTag.WIDE_TEXT -> text(in, tag);
      case ValueTag.BYTES -> Bytes.of(in.get(in.getCount(in.remaining(), "bytes")));
      case ValueTag.UUID -> new UUID(in.getLong(), in.getLong());
      case ValueTag.JSON -> new JsonText(text(in, in.getByte() & 0xFF));
      case ValueTag.LIST -> Collections.unmodifiableList(Arrays.asList(row(in, depth + 1)));
      case ValueTag.ROW -> row(in, depth + 1);
      case ValueTag.MAP -> map(in, depth + 1);
      default -> time(in, tag);
    };
  }

  private static String text(BytesIn in, int tag) {
    char[] units = new char[in.getCount(in.remaining(), "characters")];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) (tag == ValueTag.TEXT ? in.getByte() & 0xFF : in.getShort() & 0xFFFF);
    }
    return new String(units);
  }

  private static Object time(BytesIn in, int tag) {
    try {
      return switch (tag) {
        case ValueTag.DATE -> LocalDate.ofEpochDay(in.getZigzag());
        case ValueTag.TIME -> LocalTime.ofNanoOfDay(in.getVarint());
        case ValueTag.WALL_CLOCK ->
            LocalDateTime.of(
                LocalDate.ofEpochDay(in.getZigzag()), LocalTime.ofNanoOfDay(in.getVarint()));
        case ValueTag.INSTANT -> Instant.ofEpochSecond(in.getZigzag(), in.getVarint());
        case ValueTag.INTERVAL -> new Interval(in.getZigzag(), in.getZigzag());
        default -> throw in.malformed("no value has the tag " + tag);
      };
    } catch (DateTimeException e) {
      throw in.malformed("no time: " + e.getMessage());
    }
  }

  private static Map<@Nullable Object, @Nullable Object> map(BytesIn in, int depth) {
    int count = in.getCount(in.remaining(), "entries");
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Object key = value(in, depth);
      map.put(key, value(in, depth));
    }
    return Collections.unmodifiableMap(map);
  }
}
