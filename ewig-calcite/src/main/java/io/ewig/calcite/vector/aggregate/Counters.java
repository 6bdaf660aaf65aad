package io.ewig.calcite.vector.aggregate;

import java.util.Arrays;

/** A number for each group, 0 at first; one thread. */
final class Counters {

  private long[] numbers = new long[16];

  /** The numbers of so many groups, to be changed; valid until it is asked again. */
  long[] atLeast(int groups) {
    if (numbers.length < groups) {
      numbers = Arrays.copyOf(numbers, Math.max(groups, 2 * numbers.length));
    }
    return numbers;
  }

  /** Of a group that may not have been seen. */
  long get(int group) {
    return group < numbers.length ? numbers[group] : 0;
  }

  /** Adds the numbers of others to those of their own groups. */
  void add(Counters other, int[] groups, int count) {
    long[] own = atLeast(count);
    for (int i = 0; i < groups.length; i++) {
      own[groups[i]] += other.get(i);
    }
  }

  long bytes() {
    return 8L * numbers.length;
  }
}
