package io.ewig.calcite.operator.spill;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes rows as {@link ValueTag} has it. */
final class RowWriter {

  private RowWriter() {}

  static void write(@Nullable Object[] row, BytesOut out) {
    out.putVarint(row.length);
    for (Object value : row) {
      value(value, out);
    }
  }

  private static void value(@Nullable Object value, BytesOut out) {
    if (value == null) {
      out.putByte(ValueTag.NULL);
    } else if (value instanceof Boolean flag) {
      out.putByte(flag ? ValueTag.TRUE : ValueTag.FALSE);
    } else if (value instanceof Number number) {
      number(number, out);
    } else if (value instanceof String text) {
      text(text, out);
    } else if (value instanceof Bytes bytes) {
      out.putByte(ValueTag.BYTES).putVarint(bytes.length()).put(bytes.toArray());
    } else if (value instanceof UUID uuid) {
      out.putByte(ValueTag.UUID).putLong(uuid.getMostSignificantBits());
      out.putLong(uuid.getLeastSignificantBits());
    } else if (value instanceof JsonText json) {
      out.putByte(ValueTag.JSON);
      text(json.text(), out);
    } else {
      timeOrNested(value, out);
    }
  }

  private static void number(Number number, BytesOut out) {
    if (number instanceof Integer) {
      out.putByte(ValueTag.INTEGER).putZigzag(number.intValue());
    } else if (number instanceof Long) {
      out.putByte(ValueTag.LONG).putZigzag(number.longValue());
    } else if (number instanceof Double) {
      out.putByte(ValueTag.DOUBLE).putLong(Double.doubleToRawLongBits(number.doubleValue()));
    } else if (number instanceof Float) {
      out.putByte(ValueTag.FLOAT).putInt(Float.floatToRawIntBits(number.floatValue()));
    } else if (number instanceof Short) {
      out.putByte(ValueTag.SHORT).putShort(number.shortValue());
    } else if (number instanceof Byte) {
      out.putByte(ValueTag.BYTE).putByte(number.byteValue());
    } else if (number instanceof BigDecimal decimal) {
      byte[] unscaled = decimal.unscaledValue().toByteArray();
      out.putByte(ValueTag.DECIMAL).putZigzag(decimal.scale());
      out.putVarint(unscaled.length).put(unscaled);
    } else {
      throw unknown(number);
    }
  }

  /** A byte for each character while all fit in one, else two. */
  private static void text(String text, BytesOut out) {
    boolean isNarrow = text.chars().allMatch(unit -> unit < 0x100);
    out.putByte(isNarrow ? ValueTag.TEXT : ValueTag.WIDE_TEXT).putVarint(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (isNarrow) {
        out.putByte(text.charAt(i));
      } else {
        out.putShort(text.charAt(i));
      }
    }
  }

  private static void timeOrNested(Object value, BytesOut out) {
    if (value instanceof LocalDate date) {
      out.putByte(ValueTag.DATE).putZigzag(date.toEpochDay());
    } else if (value instanceof LocalTime time) {
      out.putByte(ValueTag.TIME).putVarint(time.toNanoOfDay());
    } else if (value instanceof LocalDateTime wallClock) {
      out.putByte(ValueTag.WALL_CLOCK).putZigzag(wallClock.toLocalDate().toEpochDay());
      out.putVarint(wallClock.toLocalTime().toNanoOfDay());
    } else if (value instanceof Instant instant) {
      out.putByte(ValueTag.INSTANT).putZigzag(instant.getEpochSecond());
      out.putVarint(instant.getNano());
    } else if (value instanceof Interval interval) {
      out.putByte(ValueTag.INTERVAL).putZigzag(interval.months()).putZigzag(interval.nanos());
    } else {
      nested(value, out);
    }
  }

  private static void nested(Object value, BytesOut out) {
    if (value instanceof List<?> list) {
      out.putByte(ValueTag.LIST);
      write(list.toArray(), out);
    } else if (value instanceof Object[] row) {
      out.putByte(ValueTag.ROW);
      write(row, out);
    } else if (value instanceof Map<?, ?> map) {
      out.putByte(ValueTag.MAP).putVarint(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        value(entry.getKey(), out);
        value(entry.getValue(), out);
      }
    } else {
      throw unknown(value);
    }
  }

  private static IllegalStateException unknown(Object value) {
    return new IllegalStateException("no form on disk for a " + value.getClass().getName());
  }
}
