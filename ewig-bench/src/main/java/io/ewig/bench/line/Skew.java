package io.ewig.bench.line;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Which of many rows are chosen how often. */
public enum Skew {
  /** All alike. */
  UNIFORM {
    @Override
    public int pick(int rows, Random random) {
      return random.nextInt(rows);
    }
  },
  /** The n-th one n times less often than the first. */
  ZIPF {
    private final Map<Integer, double[]> known = new ConcurrentHashMap<>();

    @Override
    public int pick(int rows, Random random) {
      double[] sums = known.computeIfAbsent(rows, Skew::sums);
      int found = Arrays.binarySearch(sums, random.nextDouble() * sums[rows - 1]);
      return Math.min(rows - 1, found < 0 ? -found - 1 : found);
    }
  };

  public abstract int pick(int rows, Random random);

  /** How often rows up to each one are chosen. */
  private static double[] sums(int rows) {
    double[] sums = new double[rows];
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
    return sums;
  }
}
