package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;

/** Whole numbers in the class of their type. */
final class Integers {

  private Integers() {}

  /** TINYINT to BIGINT; refused if it does not fit. */
  static Number of(long value, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT -> (Number) (byte) within(value, Byte.MIN_VALUE, type);
      case SMALLINT -> (Number) (short) within(value, Short.MIN_VALUE, type);
      case INTEGER -> (Number) (int) within(value, Integer.MIN_VALUE, type);
      default -> (Number) value;
    };
  }

  static Number of(BigDecimal value, RelDataType type) {
    try {
      return of(value.setScale(0, RoundingMode.DOWN).longValueExact(), type);
    } catch (ArithmeticException e) {
      throw Fault.overflow(type);
    }
  }

  private static long within(long value, long min, RelDataType type) {
    if (value < min || value > -(min + 1)) {
      throw Fault.overflow(type);
    }
    return value;
  }
}
