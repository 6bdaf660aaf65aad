package io.ewig.calcite.operator.aggregate.function;

import java.math.BigDecimal;

/** The exact sum of integers and decimals; a long while that will do. */
final class ExactSum {

  private long small;
  private BigDecimal large = BigDecimal.ZERO;

  void add(Number number) {
    if (number instanceof BigDecimal decimal) {
      large = large.add(decimal);
    } else {
      add(number.longValue());
    }
  }

  void subtract(Number number) {
    if (number instanceof BigDecimal decimal) {
      large = large.subtract(decimal);
    } else {
      long value = number.longValue();
      if (value == Long.MIN_VALUE) {
        large = large.subtract(BigDecimal.valueOf(value));
      } else {
        add(-value);
      }
    }
  }

  private void add(long value) {
    long sum = small + value;
    if (((small ^ sum) & (value ^ sum)) < 0) {
      large = large.add(BigDecimal.valueOf(small));
      small = value;
    } else {
      small = sum;
    }
  }

  void addProduct(Number a, Number b) {
    large = large.add(decimal(a).multiply(decimal(b)));
  }

  void subtractProduct(Number a, Number b) {
    large = large.subtract(decimal(a).multiply(decimal(b)));
  }

  static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof Double || number instanceof Float
        ? new BigDecimal(number.doubleValue())
        : BigDecimal.valueOf(number.longValue());
  }

  BigDecimal value() {
    return small == 0 ? large : large.add(BigDecimal.valueOf(small));
  }
}
