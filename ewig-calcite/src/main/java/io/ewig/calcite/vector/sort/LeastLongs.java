package io.ewig.calcite.vector.sort;

import java.util.Arrays;

/** The least of the numbers that are offered, up to so many; a heap with the greatest on top. */
final class LeastLongs {

  private static final int FIRST = 64;

  private final int wanted;
  private long[] heap;
  private int size;

  /**
   * @param wanted how many; at least one
   */
  LeastLongs(int wanted) {
    this.wanted = wanted;
    this.heap = new long[Math.min(wanted, FIRST)];
  }

  boolean isFull() {
    return size == wanted;
  }

  /** The greatest of those that are there. */
  long greatest() {
    return heap[0];
  }

  /** Takes a number, unless as many that are not greater are there. */
  void offer(long number) {
    if (size < wanted) {
      add(number);
    } else if (number < heap[0]) {
      sink(number);
    }
  }

  private void add(long number) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, Math.min(wanted, 2 * size));
    }
    int at = size++;
    while (at > 0 && heap[(at - 1) >>> 1] < number) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = number;
  }

  /** Puts a number in the place of the greatest one. */
  private void sink(long number) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      int greater = child + 1 < size && heap[child + 1] > heap[child] ? child + 1 : child;
      if (heap[greater] <= number) {
        break;
      }
      heap[at] = heap[greater];
      at = greater;
    }
    heap[at] = number;
  }
}
