package io.ewig.calcite.operator.row;

import io.ewig.engine.value.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of canonical values; equal in this order is equal in SQL.
 *
 * <p>Texts are ordered by code points as the engine's keys are, NaN is the greatest number, arrays
 * and rows go by their elements, nulls first: as keys in an index and comparisons have it.
 */
public final class ValueOrder {

  private ValueOrder() {}

  /** Both of one type, or both numbers. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static int compare(Object a, Object b) {
    if (a instanceof String text) {
      return Order.texts(text, (String) b);
    }
    if (a instanceof Number number) {
      return numbers(number, (Number) b);
    }
    if (a instanceof UUID uuid) {
      return Order.uuids(uuid, (UUID) b);
    }
    if (a instanceof Comparable comparable) {
      return comparable.compareTo(b);
    }
    return lists(elements(a), elements(b));
  }

  private static int numbers(Number a, Number b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      return Integer.compare(x, y);
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (isApproximate(a) || isApproximate(b)) {
      return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }
    if (a instanceof BigDecimal || b instanceof BigDecimal) {
      return decimal(a).compareTo(decimal(b));
    }
    return Long.compare(a.longValue(), b.longValue());
  }

  private static boolean isApproximate(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  private static List<?> elements(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Object[] row) {
      return Arrays.asList(row);
    }
    if (value instanceof Map<?, ?> map) {
      List<@Nullable Object> entries = new ArrayList<>(2 * map.size());
      map.forEach(
          (key, entry) -> {
            entries.add(key);
            entries.add(entry);
          });
      return entries;
    }
    throw new IllegalStateException("no order for a " + value.getClass().getName());
  }

  private static int lists(List<?> a, List<?> b) {
    int shared = Math.min(a.size(), b.size());
    for (int i = 0; i < shared; i++) {
      int order = nullsFirst(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return a.size() - b.size();
  }

  private static int nullsFirst(@Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? Boolean.compare(a != null, b != null) : compare(a, b);
  }
}
