package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which class says what a type makes of a value. */
final class Acceptance {

  private static final Pattern UUID_SHAPE =
      Pattern.compile("\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}");

  private Acceptance() {}

  static Object accept(Type type, Object value, String column) {
    return switch (type.kind()) {
      case BOOLEAN -> bool(type, value, column);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> Numbers.integer(type, value, column);
      case REAL -> Numbers.real(type, value, column);
      case DOUBLE -> Numbers.wide(type, value, column);
      case DECIMAL -> Numbers.decimal(type, value, column);
      case CHAR, VARCHAR -> Texts.text(type, value, column);
      case JSON -> Texts.json(type, value, column);
      case BINARY, VARBINARY -> Texts.bytes(type, value, column);
      case DATE -> Times.date(type, value, column);
      case TIME -> Times.time(type, value, column);
      case TIMESTAMP -> Times.timestamp(type, value, column);
      case TIMESTAMP_WITH_TIME_ZONE -> Times.instant(type, value, column);
      case INTERVAL_YEAR_TO_MONTH, INTERVAL_DAY_TO_SECOND -> Times.interval(type, value, column);
      case UUID -> uuid(type, value, column);
      case ARRAY -> array(type, value, column);
    };
  }

  private static Object bool(Type type, Object value, String column) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return text.length() == "true".length();
      }
      throw Refusal.ofText(value, type, column, "true or false");
    }
    throw Refusal.ofClass(value, type, column);
  }

  private static Object uuid(Type type, Object value, String column) {
    if (value instanceof UUID) {
      return value;
    }
    if (value instanceof String text) {
      if (UUID_SHAPE.matcher(text).matches()) {
        return UUID.fromString(text);
      }
      throw Refusal.ofText(value, type, column, "8-4-4-4-12 hex digits");
    }
    throw Refusal.ofClass(value, type, column);
  }

  private static Object array(Type type, Object value, String column) {
    List<?> given =
        value instanceof List<?> list
            ? list
            : value instanceof Object[] array ? Arrays.asList(array) : null;
    if (given == null) {
      throw Refusal.ofClass(value, type, column);
    }
    if (given.size() > Type.ARRAY_ELEMENTS_MAX) {
      throw Refusal.of(
          ErrorCode.LIMIT_EXCEEDED,
          value,
          type,
          column,
          "an array has up to " + Type.ARRAY_ELEMENTS_MAX + " elements");
    }
    List<@Nullable Object> accepted = new ArrayList<>(given.size());
    for (Object element : given) {
      accepted.add(element == null ? null : accept(type.elementType(), element, column));
    }
    return Collections.unmodifiableList(accepted);
  }
}
