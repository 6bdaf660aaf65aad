package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.aggregate.function.SumResult.Kind;
import org.jspecify.annotations.Nullable;

/** COUNT, SUM and AVG. */
final class Sums {

  private Sums() {}

  /** COUNT: rows in which no argument is null. */
  static final class Count implements Accumulator {

    private final int[] arguments;
    private long count;

    Count(int[] arguments) {
      this.arguments = arguments;
    }

    private boolean counts(@Nullable Object[] row) {
      for (int argument : arguments) {
        if (row[argument] == null) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void add(@Nullable Object[] row) {
      if (counts(row)) {
        count++;
      }
    }

    @Override
    public Object value() {
      return count;
    }

    @Override
    public boolean canRemove() {
      return true;
    }

    @Override
    public void remove(@Nullable Object[] row) {
      if (counts(row)) {
        count--;
      }
    }
  }

  /** The sum, or what to make of sum and count, of exact numbers. */
  static final class Exact implements Accumulator {

    private final int argument;
    private final SumResult result;
    private final ExactSum sum = new ExactSum();
    private long count;

    Exact(int argument, SumResult result) {
      this.argument = argument;
      this.result = result;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Number number = (Number) row[argument];
      if (number != null) {
        sum.add(number);
        count++;
      }
    }

    @Override
    public boolean canRemove() {
      return true;
    }

    @Override
    public void remove(@Nullable Object[] row) {
      Number number = (Number) row[argument];
      if (number != null) {
        sum.subtract(number);
        count--;
      }
    }

    @Override
    public @Nullable Object value() {
      return result.of(sum.value(), count);
    }
  }

  /** The same of reals and doubles. */
  static final class Approximate implements Accumulator {

    private final int argument;
    private final NumberForm form;
    private final Kind result;
    private final ApproximateSum sum = new ApproximateSum();
    private long count;
    private boolean areFinite = true;

    Approximate(int argument, NumberForm form, Kind result) {
      this.argument = argument;
      this.form = form;
      this.result = result;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Number number = (Number) row[argument];
      if (number != null) {
        sum.add(number.doubleValue());
        areFinite &= Double.isFinite(number.doubleValue());
        count++;
      }
    }

    @Override
    public @Nullable Object value() {
      if (count == 0) {
        return result == Kind.SUM_OR_ZERO ? form.of(0.0, "SUM") : null;
      }
      return result == Kind.AVERAGE
          ? form.of(sum.value() / count, areFinite, "AVG")
          : form.of(sum.value(), areFinite, "SUM");
    }
  }
}
