package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Fault;
import java.math.BigDecimal;
import java.util.Locale;

/** What is true and what is false, in the words that PostgreSQL takes. */
final class Booleans {

  private Booleans() {}

  static Object of(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return parse(text);
    }
    if (value instanceof BigDecimal number) {
      return number.signum() != 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    throw Fault.notA("BOOLEAN", String.valueOf(value));
  }

  private static boolean parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw Fault.notA("BOOLEAN; write it as true or false", text);
    };
  }
}
