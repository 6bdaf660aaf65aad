package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import org.jspecify.annotations.Nullable;

/**
 * How two columns hang together: {@code y} is the first argument, {@code x} the second. Rows in
 * which one of them is null do not count.
 */
public enum Regression {
  CORR,
  REGR_AVGX,
  REGR_AVGY,
  REGR_INTERCEPT,
  REGR_R2,
  REGR_SLOPE,
  REGR_SXY;

  Accumulator start(int y, int x) {
    return new Sums(this, y, x);
  }

  /** Null where a line through the points would have any slope. */
  private @Nullable Double of(Sums sums) {
    return switch (this) {
      case REGR_AVGX -> sums.meanX;
      case REGR_AVGY -> sums.meanY;
      case REGR_SXY -> sums.products;
      case CORR ->
          sums.squaresX == 0 || sums.squaresY == 0
              ? null
              : (Double) Math.max(-1, Math.min(1, sums.products / sums.root()));
      case REGR_R2 ->
          sums.squaresX == 0
              ? null
              : sums.squaresY == 0
                  ? (Double) 1.0
                  : (Double) (sums.products * sums.products / (sums.squaresX * sums.squaresY));
      case REGR_SLOPE -> sums.squaresX == 0 ? null : (Double) sums.slope();
      case REGR_INTERCEPT ->
          sums.squaresX == 0 ? null : (Double) (sums.meanY - sums.slope() * sums.meanX);
    };
  }

  /** Welford's way, which does not subtract large numbers from each other. */
  private static final class Sums implements Accumulator {

    private final Regression wanted;
    private final int y;
    private final int x;
    private long count;
    private double meanX;
    private double meanY;
    private double squaresX;
    private double squaresY;
    private double products;
    private boolean areFinite = true;

    Sums(Regression wanted, int y, int x) {
      this.wanted = wanted;
      this.y = y;
      this.x = x;
    }

    double slope() {
      return products / squaresX;
    }

    double root() {
      return Math.sqrt(squaresX) * Math.sqrt(squaresY);
    }

    @Override
    public void add(@Nullable Object[] row) {
      Number ofX = (Number) row[x];
      Number ofY = (Number) row[y];
      if (ofX == null || ofY == null) {
        return;
      }
      count++;
      areFinite &= Double.isFinite(ofX.doubleValue()) && Double.isFinite(ofY.doubleValue());
      double offX = ofX.doubleValue() - meanX;
      double offY = ofY.doubleValue() - meanY;
      meanX += offX / count;
      meanY += offY / count;
      squaresX += offX * (ofX.doubleValue() - meanX);
      squaresY += offY * (ofY.doubleValue() - meanY);
      products += offX * (ofY.doubleValue() - meanY);
    }

    @Override
    public @Nullable Object value() {
      Double result = count == 0 ? null : wanted.of(this);
      return result == null ? null : NumberForm.DOUBLE.of(result, areFinite, wanted.name());
    }
  }
}
