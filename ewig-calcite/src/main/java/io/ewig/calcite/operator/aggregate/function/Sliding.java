package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.aggregate.Aggregation;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.row.ValueOrder;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions that remember more in a window, where rows leave, than elsewhere.
 *
 * @param whole how to start where no row leaves
 * @param inWindow how to start where rows do
 */
record Sliding(Aggregation whole, Aggregation inWindow) implements Aggregation {

  @Override
  public Accumulator start(Execution execution, Reservation memory) {
    return whole.start(execution, memory);
  }

  @Override
  public Aggregation sliding() {
    return inWindow;
  }

  /** MIN and MAX: all values of the frame in order, and how often they are there. */
  static final class Extreme implements Accumulator {

    private final int argument;
    private final boolean isMax;
    private final Reservation memory;
    private final TreeMap<Object, Long> counts = new TreeMap<>(ValueOrder::compare);

    Extreme(int argument, boolean isMax, Reservation memory) {
      this.argument = argument;
      this.isMax = isMax;
      this.memory = memory;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Object value = row[argument];
      if (value != null && counts.merge(value, 1L, Long::sum) == 1) {
        memory.take(RowSize.ENTRY + RowSize.ofValue(value));
      }
    }

    @Override
    public boolean canRemove() {
      return true;
    }

    @Override
    public void remove(@Nullable Object[] row) {
      Object value = row[argument];
      if (value != null && counts.computeIfPresent(value, (v, count) -> less(count)) == null) {
        memory.giveBack(RowSize.ENTRY + RowSize.ofValue(value));
      }
    }

    private static @Nullable Long less(long count) {
      return count == 1 ? null : (Long) (count - 1);
    }

    @Override
    public @Nullable Object value() {
      if (counts.isEmpty()) {
        return null;
      }
      return isMax ? counts.lastKey() : counts.firstKey();
    }
  }

  /** SUM and AVG of doubles: exact, because what was added must go without a trace. */
  static final class Sum implements Accumulator {

    private final int argument;
    private final NumberForm form;
    private final SumResult.Kind result;
    private final ExactSum sum = new ExactSum();
    private long count;
    private long notNumbers;
    private long infinities;
    private long negativeInfinities;

    Sum(int argument, NumberForm form, SumResult.Kind result) {
      this.argument = argument;
      this.form = form;
      this.result = result;
    }

    @Override
    public void add(@Nullable Object[] row) {
      count(row, 1);
    }

    @Override
    public boolean canRemove() {
      return true;
    }

    @Override
    public void remove(@Nullable Object[] row) {
      count(row, -1);
    }

    private void count(@Nullable Object[] row, int times) {
      Number number = (Number) row[argument];
      if (number == null) {
        return;
      }
      count += times;
      double value = number.doubleValue();
      if (Double.isNaN(value)) {
        notNumbers += times;
      } else if (value == Double.POSITIVE_INFINITY) {
        infinities += times;
      } else if (value == Double.NEGATIVE_INFINITY) {
        negativeInfinities += times;
      } else if (times > 0) {
        sum.add(new BigDecimal(value));
      } else {
        sum.subtract(new BigDecimal(value));
      }
    }

    @Override
    public @Nullable Object value() {
      if (count == 0) {
        return result == SumResult.Kind.SUM_OR_ZERO ? form.of(0.0, "SUM") : null;
      }
      return result == SumResult.Kind.AVERAGE
          ? form.of(sum() / count, areFinite(), "AVG")
          : form.of(sum(), areFinite(), "SUM");
    }

    private boolean areFinite() {
      return notNumbers == 0 && infinities == 0 && negativeInfinities == 0;
    }

    private double sum() {
      if (notNumbers > 0 || (infinities > 0 && negativeInfinities > 0)) {
        return Double.NaN;
      }
      if (infinities > 0) {
        return Double.POSITIVE_INFINITY;
      }
      return negativeInfinities > 0 ? Double.NEGATIVE_INFINITY : sum.value().doubleValue();
    }
  }
}
