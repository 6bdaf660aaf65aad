package io.ewig.bench.line;

import java.util.Arrays;
import java.util.Random;

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
    private double[] sums = {};

    @Override
    public synchronized int pick(int rows, Random random) {
      if (sums.length != rows) {
        sums = new double[rows];
        double sum = 0;
        for (int i = 0; i < rows; i++) {
          sum += 1.0 / (i + 1);
          sums[i] = sum;
        }
      }
      int found = Arrays.binarySearch(sums, random.nextDouble() * sums[rows - 1]);
      return Math.min(rows - 1, found < 0 ? -found - 1 : found);
    }
  };

  public abstract int pick(int rows, Random random);
}
