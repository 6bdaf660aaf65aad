package io.ewig.calcite.vector;

import java.util.Arrays;

/**
 * The rows of a selection as stretches of such as are alike, and a number for each; for one batch
 * after the other; one thread.
 */
public final class Stretches {

  private int[] ends = new int[16];
  private long[] numbers = new long[16];
  private int count;

  public void clear() {
    count = 0;
  }

  /**
   * Adds one behind the others.
   *
   * @param end which of the selected rows is the first behind it
   */
  public void add(int end, long number) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    ends[count] = end;
    numbers[count++] = number;
  }

  public int count() {
    return count;
  }

  /** Which of the selected rows is a stretch's first. */
  public int start(int stretch) {
    return stretch == 0 ? 0 : ends[stretch - 1];
  }

  /** Which of the selected rows is the first behind a stretch. */
  public int end(int stretch) {
    return ends[stretch];
  }

  public long number(int stretch) {
    return numbers[stretch];
  }

  /** Puts each row's number, which is an int, where the row is. */
  public void spread(Selection selection, int[] to) {
    int[] rows = selection.rows();
    for (int stretch = 0; stretch < count; stretch++) {
      int start = start(stretch);
      int last = ends[stretch] - 1;
      int number = (int) numbers[stretch];
      if (rows[last] - rows[start] == last - start) { // no row between them is left out
        Arrays.fill(to, rows[start], rows[last] + 1, number);
        continue;
      }
      for (int i = start; i <= last; i++) {
        to[rows[i]] = number;
      }
    }
  }

  /** Gives a stretch another number. */
  public void renumber(int stretch, long number) {
    numbers[stretch] = number;
  }
}
