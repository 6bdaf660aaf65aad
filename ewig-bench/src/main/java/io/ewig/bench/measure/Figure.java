package io.ewig.bench.measure;

import java.util.Arrays;
import java.util.Locale;

/** What several rounds of one measurement came to. */
public record Figure(double median, double min, double max) {

  public static Figure of(double... rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Figure(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The median, with the smallest and the largest round behind it. */
  public String text(String unit) {
    return min == max
        ? number(median) + unit
        : number(median) + unit + " (" + number(min) + ".." + number(max) + ")";
  }

  /** A number with as many digits as are worth reading. */
  public static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
