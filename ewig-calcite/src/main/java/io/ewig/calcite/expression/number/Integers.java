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
      case TINYINT -> (Number) (byte) same(value, (byte) value, type);
      case SMALLINT -> (Number) (short) same(value, (short) value, type);
      case INTEGER -> (Number) (int) same(value, (int) value, type);
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

  private static long same(long value, long narrowed, RelDataType type) {
    if (value != narrowed) {
      throw Fault.overflow(type);
    }
    return value;
  }
}
