package io.ewig.jdbc.packed;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes values take when they are packed, and at least what they fill in memory. */
public final class Weight {

  private static final int VALUE = 16;

  private Weight() {}

  public static long of(@Nullable Object[] row) {
    return all(Arrays.asList(row));
  }

  private static long all(Collection<?> values) {
    long weight = 0;
    for (Object value : values) {
      weight += VALUE + inside(value);
    }
    return weight;
  }

  private static long inside(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof Collection<?> many) {
      return all(many);
    }
    if (value instanceof Object[] row) {
      return of(row);
    }
    return value instanceof Map<?, ?> map ? all(map.keySet()) + all(map.values()) : 0;
  }
}
