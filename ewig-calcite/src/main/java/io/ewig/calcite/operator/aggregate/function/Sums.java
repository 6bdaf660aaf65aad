package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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
    private final NumberForm form;
    private final Result result;
    private final ExactSum sum = new ExactSum();
    private long count;

    Exact(int argument, NumberForm form, Result result) {
      this.argument = argument;
      this.form = form;
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
      if (count == 0) {
        return result == Result.SUM_OR_ZERO ? form.of(BigDecimal.ZERO, "SUM") : null;
      }
      return result == Result.AVERAGE ? form.of(average(), "AVG") : form.of(sum.value(), "SUM");
    }

    private BigDecimal average() {
      BigDecimal divisor = BigDecimal.valueOf(count);
      if (form.isApproximate()) {
        return sum.value().divide(divisor, MathContext.DECIMAL64);
      }
      RoundingMode mode =
          form.kind() == NumberForm.Kind.DECIMAL ? RoundingMode.HALF_UP : RoundingMode.DOWN;
      return sum.value().divide(divisor, form.digits(), mode);
    }
  }

  /** The same of reals and doubles. */
  static final class Approximate implements Accumulator {

    private final int argument;
    private final NumberForm form;
    private final Result result;
    private final ApproximateSum sum = new ApproximateSum();
    private long count;

    Approximate(int argument, NumberForm form, Result result) {
      this.argument = argument;
      this.form = form;
      this.result = result;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Number number = (Number) row[argument];
      if (number != null) {
        sum.add(number.doubleValue());
        count++;
      }
    }

    @Override
    public @Nullable Object value() {
      if (count == 0) {
        return result == Result.SUM_OR_ZERO ? form.of(0.0, "SUM") : null;
      }
      return result == Result.AVERAGE
          ? form.of(sum.value() / count, "AVG")
          : form.of(sum.value(), "SUM");
    }
  }

  /** What is asked for. */
  enum Result {
    SUM,
    SUM_OR_ZERO,
    AVERAGE
  }
}
