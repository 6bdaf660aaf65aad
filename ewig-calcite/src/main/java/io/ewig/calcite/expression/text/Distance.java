package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Fault;

/** How many characters must be put in, taken out or changed to make one text of another. */
final class Distance {

  /** The time grows with the product of the lengths: this is some milliseconds. */
  private static final int LENGTH_MAX = 2_000;

  private Distance() {}

  static Object of(Object first, Object second) {
    int[] a = ((String) first).codePoints().toArray();
    int[] b = ((String) second).codePoints().toArray();
    if (a.length > LENGTH_MAX || b.length > LENGTH_MAX) {
      throw Fault.limit("LEVENSHTEIN takes texts of up to " + LENGTH_MAX + " characters");
    }
    int[] before = new int[b.length + 1];
    int[] current = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      current[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int changed = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        current[j] = Math.min(changed, Math.min(before[j], current[j - 1]) + 1);
      }
      int[] swap = before;
      before = current;
      current = swap;
    }
    return before[b.length];
  }
}
