package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** SUM and AVG of intervals, which have months or nanoseconds. */
final class IntervalSum implements Accumulator {

  private final int argument;
  private final boolean isAverage;
  private final ExactSum months = new ExactSum();
  private final ExactSum nanos = new ExactSum();
  private long count;

  IntervalSum(int argument, boolean isAverage) {
    this.argument = argument;
    this.isAverage = isAverage;
  }

  @Override
  public void add(@Nullable Object[] row) {
    if (row[argument] instanceof Interval interval) {
      months.add(interval.months());
      nanos.add(interval.nanos());
      count++;
    }
  }

  @Override
  public @Nullable Object value() {
    if (count == 0) {
      return null;
    }
    try {
      return new Interval(whole(months), whole(nanos));
    } catch (ArithmeticException e) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE, "a sum of intervals is longer than an interval can be", e);
    }
  }

  private long whole(ExactSum sum) {
    BigDecimal total = sum.value();
    return (isAverage ? total.divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP) : total)
        .longValueExact();
  }
}
