package io.ewig.calcite.operator.row;

import io.ewig.engine.value.Bytes;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many bytes of memory values take, roughly: with headers, and without sharing. */
public final class RowSize {

  /** What an entry of a hash table costs besides its key and its value. */
  public static final int ENTRY = 64;

  /** What a slot of a list costs. */
  public static final int SLOT = 8;

  private static final int ARRAY = 16;
  private static final int BOX = 24;
  private static final int TEXT = 56;
  private static final int DECIMAL = 48;
  private static final int WALL_CLOCK = 72;
  private static final int LIST = 40;

  private RowSize() {}

  public static long of(@Nullable Object[] row) {
    long size = ARRAY + (long) SLOT * row.length;
    for (Object value : row) {
      size += ofValue(value);
    }
    return size;
  }

  public static long ofValue(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return 0;
    }
    if (value instanceof String text) {
      return (long) TEXT + text.length();
    }
    if (value instanceof BigDecimal decimal) {
      return DECIMAL + (decimal.precision() > 18 ? (long) decimal.precision() : 0);
    }
    if (value instanceof LocalDateTime) {
      return WALL_CLOCK;
    }
    if (value instanceof Bytes bytes) {
      return LIST + (long) bytes.length();
    }
    return value instanceof Number ? BOX : ofNested(value);
  }

  private static long ofNested(Object value) {
    long size = LIST;
    if (value instanceof Object[] row) {
      return of(row);
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        size += SLOT + ofValue(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += ENTRY + ofValue(entry.getKey()) + ofValue(entry.getValue());
      }
    }
    return size;
  }
}
