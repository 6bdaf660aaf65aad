package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.aggregate.Aggregation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How far values, or pairs of values, are spread: variances, deviations, covariances. */
public enum Spread {
  VAR_POP,
  VAR_SAMP,
  STDDEV_POP,
  STDDEV_SAMP,
  COVAR_POP,
  COVAR_SAMP,
  /** The sum of squares of the second argument. */
  REGR_SXX,
  /** The sum of squares of the first argument. */
  REGR_SYY;

  /** More digits than any result has. */
  private static final MathContext PRECISE = new MathContext(100, RoundingMode.HALF_EVEN);

  private boolean isRoot() {
    return this == STDDEV_POP || this == STDDEV_SAMP;
  }

  private boolean isSample() {
    return this == VAR_SAMP || this == STDDEV_SAMP || this == COVAR_SAMP;
  }

  private boolean isSum() {
    return this == REGR_SXX || this == REGR_SYY;
  }

  /** By what the sum of squares is divided; 0 makes the result null. */
  private long divisor(long count) {
    return isSum() ? Math.min(count, 1) : isSample() ? count - 1 : count;
  }

  /**
   * @param required null in this column passes over the row
   * @param x one factor
   * @param y the other; the same for a variance
   */
  Aggregation of(int required, int x, int y, boolean isExact, NumberForm form) {
    Aggregation exact = (execution, memory) -> new Exact(this, required, x, y, form);
    return isExact
        ? exact
        : new Sliding((execution, memory) -> new Approximate(this, required, x, y, form), exact);
  }

  /** Also of doubles in a window: what was added must go without a trace. */
  private static final class Exact implements Accumulator {

    private final Spread spread;
    private final int required;
    private final int x;
    private final int y;
    private final NumberForm form;
    private final ExactSum sumX = new ExactSum();
    private final ExactSum sumY = new ExactSum();
    private final ExactSum products = new ExactSum();
    private long count;
    private long infinite;

    Exact(Spread spread, int required, int x, int y, NumberForm form) {
      this.spread = spread;
      this.required = required;
      this.x = x;
      this.y = y;
      this.form = form;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Number a = (Number) row[x];
      Number b = (Number) row[y];
      if (a == null || b == null || row[required] == null) {
        return;
      }
      count++;
      if (isFinite(a) && isFinite(b)) {
        sumX.add(exact(a));
        sumY.add(exact(b));
        products.addProduct(a, b);
      } else {
        infinite++;
      }
    }

    @Override
    public boolean canRemove() {
      return true;
    }

    @Override
    public void remove(@Nullable Object[] row) {
      Number a = (Number) row[x];
      Number b = (Number) row[y];
      if (a == null || b == null || row[required] == null) {
        return;
      }
      count--;
      if (isFinite(a) && isFinite(b)) {
        sumX.subtract(exact(a));
        sumY.subtract(exact(b));
        products.subtractProduct(a, b);
      } else {
        infinite--;
      }
    }

    private static boolean isFinite(Number number) {
      return !isApproximate(number) || Double.isFinite(number.doubleValue());
    }

    private static Number exact(Number number) {
      return isApproximate(number) ? ExactSum.decimal(number) : number;
    }

    private static boolean isApproximate(Number number) {
      return number instanceof Double || number instanceof Float;
    }

    @Override
    public @Nullable Object value() {
      long divisor = spread.divisor(count);
      if (divisor <= 0) {
        return null;
      }
      if (infinite > 0) {
        return form.of(Double.NaN, spread.name());
      }
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal sum = products.value().multiply(n).subtract(sumX.value().multiply(sumY.value()));
      BigDecimal result = sum.divide(n.multiply(BigDecimal.valueOf(divisor)), PRECISE);
      return form.of(spread.isRoot() ? result.sqrt(PRECISE) : result, spread.name());
    }
  }

  /** Welford's way, which does not subtract large numbers from each other. */
  private static final class Approximate implements Accumulator {

    private final Spread spread;
    private final int required;
    private final int x;
    private final int y;
    private final NumberForm form;
    private double meanX;
    private double meanY;
    private double products;
    private long count;
    private boolean areFinite = true;

    Approximate(Spread spread, int required, int x, int y, NumberForm form) {
      this.spread = spread;
      this.required = required;
      this.x = x;
      this.y = y;
      this.form = form;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Number a = (Number) row[x];
      Number b = (Number) row[y];
      if (a == null || b == null || row[required] == null) {
        return;
      }
      count++;
      areFinite &= Double.isFinite(a.doubleValue()) && Double.isFinite(b.doubleValue());
      double before = a.doubleValue() - meanX;
      meanX += before / count;
      meanY += (b.doubleValue() - meanY) / count;
      products += before * (b.doubleValue() - meanY);
    }

    @Override
    public @Nullable Object value() {
      long divisor = spread.divisor(count);
      if (divisor <= 0) {
        return null;
      }
      double result = products / divisor;
      return form.of(spread.isRoot() ? Math.sqrt(result) : result, areFinite, spread.name());
    }
  }
}
