package io.ewig.server.rest.query;

import io.ewig.server.command.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON and as plain text.
 *
 * <p>Numbers are JSON numbers with all their digits, also those that a double does not hold; floats
 * that are no numbers are texts. Times are texts in ISO 8601, bytes are Base64, arrays and rows are
 * arrays, maps are objects, JSON is what it is.
 */
final class ValueText {

  private ValueText() {}

  /**
   * @param isJson whether texts are documents, also in arrays
   */
  static void json(@Nullable Object value, boolean isJson, StringBuilder to) {
    if (value == null) {
      to.append("null");
    } else if (isExact(value) || value instanceof Boolean) {
      to.append(plain(value));
    } else if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      boolean isNumber = !Double.isNaN(number) && !Double.isInfinite(number);
      to.append(isNumber ? value.toString() : JsonObject.quote(value.toString()));
    } else if (value instanceof List<?> values) {
      list(values.iterator(), isJson, to);
    } else if (value instanceof Object[] values) {
      list(Arrays.asList(values).iterator(), isJson, to);
    } else if (value instanceof Map<?, ?> map) {
      map(map, to);
    } else {
      to.append(isJson ? line(plain(value)) : JsonObject.quote(plain(value)));
    }
  }

  private static boolean isExact(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger
        || value instanceof BigDecimal;
  }

  private static void list(Iterator<?> values, boolean isJson, StringBuilder to) {
    to.append('[');
    while (values.hasNext()) {
      json(values.next(), isJson, to);
      to.append(values.hasNext() ? "," : "");
    }
    to.append(']');
  }

  private static void map(Map<?, ?> map, StringBuilder to) {
    to.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      to.append(separator).append(JsonObject.quote(String.valueOf(entry.getKey()))).append(':');
      json(entry.getValue(), false, to);
      separator = ",";
    }
    to.append('}');
  }

  /** In JSON a line end stands between tokens only. */
  private static String line(String json) {
    return json.replace('\n', ' ').replace('\r', ' ');
  }

  static String plain(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value.toString();
  }
}
