package io.ewig.calcite.operator.aggregate.function;

/** The sum of doubles, with what rounding lost on the way (Neumaier). */
final class ApproximateSum {

  private double sum;
  private double lost;

  void add(double value) {
    double next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }

  double value() {
    double corrected = sum + lost;
    return Double.isNaN(corrected) ? sum : corrected;
  }
}
