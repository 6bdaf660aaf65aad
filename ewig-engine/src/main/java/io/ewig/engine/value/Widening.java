package io.ewig.engine.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which types take in all values of another, in the same bytes.
 *
 * <p>The layouts of rows and keys are made so that these hold: integers of any width look alike, a
 * decimal carries its scale, char and binary are kept without their padding.
 */
final class Widening {

  private Widening() {}

  static boolean holds(Type from, Type to) {
    return switch (to.kind()) {
      case SMALLINT, INTEGER, BIGINT ->
          from.kind().isInteger() && from.kind().compareTo(to.kind()) <= 0;
      case DOUBLE -> from.kind() == Kind.REAL;
      case DECIMAL ->
          from.kind() == Kind.DECIMAL
              && from.scale() <= to.scale()
              && from.precision() - from.scale() <= to.precision() - to.scale();
      case CHAR, BINARY -> from.kind() == to.kind() && from.precision() <= to.precision();
      case VARCHAR -> from.kind().isText() && fits(from, to);
      case VARBINARY -> from.kind() == Kind.VARBINARY && fits(from, to);
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
          from.kind() == to.kind() && from.precision() <= to.precision();
      case ARRAY -> from.kind() == Kind.ARRAY && from.elementType().widensTo(to.elementType());
      default -> false;
    };
  }

  /** The padding of a char means nothing, and is no part of a varchar. */
  static Object convert(Type from, Type to, Object value) {
    if (from.kind() == Kind.ARRAY && to.kind() == Kind.ARRAY) {
      List<@Nullable Object> converted = new ArrayList<>();
      for (Object element : (List<?>) value) {
        converted.add(
            element == null ? null : convert(from.elementType(), to.elementType(), element));
      }
      return to.accept(converted);
    }
    boolean unpads = from.kind() == Kind.CHAR && to.kind() == Kind.VARCHAR;
    return to.accept(unpads ? Order.withoutBlanks((String) value) : value);
  }

  private static boolean fits(Type from, Type to) {
    return to.precision() == 0 || (from.precision() != 0 && from.precision() <= to.precision());
  }
}
