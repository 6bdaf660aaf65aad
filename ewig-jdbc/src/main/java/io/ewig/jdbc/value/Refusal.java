package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says that a value cannot be what was asked for. */
final class Refusal {

  private static final int SHOWN_MAX = 60;

  private Refusal() {}

  static SQLException of(Object value, String type, String reason) {
    return of(value, type, reason, null);
  }

  static SQLException of(Object value, String type, String reason, @Nullable Throwable cause) {
    return SqlState.INVALID_CAST.error(shown(value) + " is not " + type + ": " + reason, cause);
  }

  static SQLException ofKind(Object value, String type) {
    return SqlState.INVALID_CAST.error(
        "a value of " + kind(value) + " cannot be read or set as " + type);
  }

  static SQLException ofDatetime(
      Object value, String type, String example, @Nullable Throwable cause) {
    return SqlState.INVALID_DATETIME.error(
        shown(value) + " is not " + type + "; write it as " + example, cause);
  }

  /** What a caller has to give. */
  static <T> T required(@Nullable T given, String what) throws SQLException {
    if (given == null) {
      throw SqlState.INVALID_ARGUMENT.error(what + " is null; give one");
    }
    return given;
  }

  static String shown(Object value) {
    String text = value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
    return "'" + (text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text) + "'";
  }

  static String kind(Object value) {
    return value.getClass().getSimpleName();
  }
}
