package io.ewig.calcite.operator.aggregate.function;

import io.ewig.engine.value.JsonText;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a canonical value: numbers, booleans and arrays are such, all else is a string. */
final class JsonValue {

  private static final int CONTROL_MAX = 0x1F;

  private JsonValue() {}

  static void write(@Nullable Object value, StringBuilder out) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof BigDecimal decimal) {
      out.append(decimal.toPlainString());
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      boolean isNumber = !Double.isNaN(number) && !Double.isInfinite(number);
      out.append(isNumber ? value.toString() : "null");
    } else if (value instanceof Number || value instanceof Boolean || value instanceof JsonText) {
      out.append(value);
    } else if (value instanceof List<?> list) {
      elements(list.toArray(), out);
    } else if (value instanceof Object[] row) {
      elements(row, out);
    } else if (value instanceof Map<?, ?> map) {
      members(map, out);
    } else {
      quote(value.toString(), out);
    }
  }

  private static void elements(@Nullable Object[] elements, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < elements.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      write(elements[i], out);
    }
    out.append(']');
  }

  private static void members(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    String between = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(between);
      between = ",";
      quote(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out);
    }
    out.append('}');
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        out.append('\\').append(unit);
      } else if (unit == '\n') {
        out.append("\\n");
      } else if (unit == '\t') {
        out.append("\\t");
      } else if (unit == '\r') {
        out.append("\\r");
      } else if (unit <= CONTROL_MAX) {
        out.append("\\u").append(HexFormat.of().toHexDigits(unit));
      } else {
        out.append(unit);
      }
    }
    out.append('"');
  }
}
