package io.ewig.bench.state;

import java.util.Arrays;
import java.util.Random;

/** Which of many rows are chosen how often. */
enum Skew {
  /** All alike. */
  UNIFORM {
    @Override
    int pick(int rows, Random random) {
      return random.nextInt(rows);
    }
  },
  /** The n-th one n times less often than the first. */
  ZIPF {
    private double[] sums = {};

    @Override
    synchronized int pick(int rows, Random random) {
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

  abstract int pick(int rows, Random random);
}
