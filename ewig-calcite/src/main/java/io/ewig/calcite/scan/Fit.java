package io.ewig.calcite.scan;

import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Order;
import io.ewig.engine.value.Type;
import org.jspecify.annotations.Nullable;

/** Whether a value can stand in a column of a type that is like its own. */
final class Fit {

  private Fit() {}

  /** The same value as the column holds it, or null if none can be equal to it. */
  static @Nullable Object of(Type type, Object value) {
    Kind kind = type.kind();
    if (kind.isInteger()) {
      return integer(kind, ((Number) value).longValue());
    }
    if (kind == Kind.VARCHAR && type.precision() > 0) {
      return text(type, (String) value);
    }
    if (kind == Kind.CHAR) {
      String bare = text(type, Order.withoutBlanks((String) value));
      return bare == null ? null : type.accept(bare);
    }
    if (kind == Kind.TIME || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_WITH_TIME_ZONE) {
      Object accepted = type.accept(value);
      return accepted.equals(value) ? accepted : null;
    }
    return type.accept(value);
  }

  private static @Nullable String text(Type type, String text) {
    return text.codePointCount(0, text.length()) <= type.precision() ? text : null;
  }

  private static @Nullable Object integer(Kind kind, long value) {
    return switch (kind) {
      case TINYINT -> (byte) value == value ? (Object) (byte) value : null;
      case SMALLINT -> (short) value == value ? (Object) (short) value : null;
      case INTEGER -> (int) value == value ? (Object) (int) value : null;
      default -> value;
    };
  }
}
