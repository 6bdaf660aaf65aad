package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE_DISC: the first value below or at which that part of the values is; PERCENTILE_CONT
 * takes what lies between two values into account.
 */
final class Percentile implements Accumulator {

  private final int fraction;
  private final SortColumn order;
  private final boolean isContinuous;
  private final @Nullable NumberForm form;
  private final Execution execution;
  private final Reservation memory;
  private final List<Object> values = new ArrayList<>();
  private @Nullable BigDecimal part;

  /**
   * @param form of a result that is a number
   */
  Percentile(
      int fraction,
      SortColumn order,
      boolean isContinuous,
      @Nullable NumberForm form,
      Execution execution,
      Reservation memory) {
    this.fraction = fraction;
    this.order = order;
    this.isContinuous = isContinuous;
    this.form = form;
    this.execution = execution;
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    if (part == null && row[fraction] instanceof Number number) {
      part = fraction(number);
    }
    Object value = row[order.index()];
    if (value != null) {
      memory.take(RowSize.SLOT + RowSize.ofValue(value));
      values.add(value);
    }
  }

  private static BigDecimal fraction(Number number) {
    BigDecimal fraction = ExactSum.decimal(number);
    if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE, "a percentile is between 0 and 1, not " + number);
    }
    return fraction;
  }

  @Override
  public @Nullable Object value() {
    if (values.isEmpty() || part == null) {
      return null;
    }
    values.sort(
        (a, b) -> {
          execution.tick();
          return order.compareValues(a, b);
        });
    if (!isContinuous) {
      BigDecimal place = part.multiply(BigDecimal.valueOf(values.size()));
      int rank = place.setScale(0, RoundingMode.CEILING).intValueExact();
      return values.get(Math.max(rank, 1) - 1);
    }
    BigDecimal place = part.multiply(BigDecimal.valueOf(values.size() - 1L));
    int below = place.setScale(0, RoundingMode.FLOOR).intValueExact();
    BigDecimal rest = place.subtract(BigDecimal.valueOf(below));
    Object low = values.get(below);
    return rest.signum() == 0 && form == null ? low : between(low, rest, below);
  }

  private Object between(Object low, BigDecimal rest, int below) {
    Object high = values.get(Math.min(below + 1, values.size() - 1));
    if (low instanceof Interval a && high instanceof Interval b) {
      return new Interval(
          between(a.months(), b.months(), rest), between(a.nanos(), b.nanos(), rest));
    }
    if (form == null || !(low instanceof Number a) || !(high instanceof Number b)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "PERCENTILE_CONT takes numbers or intervals; use PERCENTILE_DISC");
    }
    if (a instanceof Double || a instanceof Float) {
      double from = a.doubleValue();
      double part = rest.doubleValue();
      return form.of(part == 0 ? from : from + (b.doubleValue() - from) * part, "PERCENTILE_CONT");
    }
    BigDecimal from = ExactSum.decimal(a);
    BigDecimal step = ExactSum.decimal(b).subtract(from).multiply(rest);
    return form.of(from.add(step), "PERCENTILE_CONT");
  }

  private static long between(long from, long to, BigDecimal part) {
    return BigDecimal.valueOf(from)
        .add(BigDecimal.valueOf(to).subtract(BigDecimal.valueOf(from)).multiply(part))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
