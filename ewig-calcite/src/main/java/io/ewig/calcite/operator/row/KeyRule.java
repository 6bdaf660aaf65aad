package io.ewig.calcite.operator.row;

import io.ewig.engine.value.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When two values of a key are equal: each rule gives values a form that is {@code equals} then.
 */
public enum KeyRule {
  /** Values of one type. */
  SAME,
  /** Integers and decimals of different types. */
  EXACT,
  /** Numbers, one of them a real or double. */
  APPROXIMATE,
  /** A CHAR that is compared with a text: its blanks at the end do not count. */
  PADDED;

  Object normal(Object value) {
    return switch (this) {
      case SAME -> same(value);
      case EXACT -> stripped(exact((Number) value));
      case APPROXIMATE -> ((Number) value).doubleValue() + 0.0;
      case PADDED -> Order.withoutBlanks((String) value);
    };
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  private static BigDecimal stripped(BigDecimal decimal) {
    return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
  }

  private static Object same(Object value) {
    if (value instanceof Long || value instanceof String || value instanceof Integer) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return stripped(decimal);
    }
    if (value instanceof Double number) {
      return number + 0.0;
    }
    if (value instanceof Float number) {
      return number + 0.0f;
    }
    if (value instanceof Object[] row) {
      return elements(List.of(), row);
    }
    return value instanceof List<?> list ? elements(list, list.toArray()) : value;
  }

  private static List<@Nullable Object> elements(List<?> list, @Nullable Object[] values) {
    List<@Nullable Object> normal = new ArrayList<>(Math.max(list.size(), values.length));
    for (Object value : values) {
      normal.add(value == null ? null : same(value));
    }
    return normal;
  }
}
