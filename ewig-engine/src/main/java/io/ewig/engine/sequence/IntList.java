package io.ewig.engine.sequence;

import java.util.Arrays;

/** A growing run of ints. */
final class IntList {

  private int[] values = new int[4];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /** In a list that rises: the index of the last one that is no greater, or -1. */
  int floor(int value) {
    int found = Arrays.binarySearch(values, 0, size, value);
    return found >= 0 ? found : -found - 2;
  }
}
