package io.ewig.calcite.vector.term;

import java.util.Arrays;

/** Numbers long values in the order in which they come, from 0; one thread. */
public final class LongTable {

  private static final int SLOTS_FIRST = 1 << 10;

  private long[] values = new long[SLOTS_FIRST / 2];
  private int[] slots = new int[SLOTS_FIRST]; // a number plus 1, or 0
  private int count;

  /** The number of a value, which gets one if it has none. */
  public int number(long value) {
    int slot = slotOf(value);
    return slots[slot] != 0 ? slots[slot] - 1 : add(value, slot);
  }

  /** The number of a value, or -1. */
  public int find(long value) {
    return slots[slotOf(value)] - 1;
  }

  /** Where a value's number is, or, if it has none, would be. */
  private int slotOf(long value) {
    int mask = slots.length - 1;
    int slot = mix(value) & mask;
    while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int add(long value, int slot) {
    if (count == values.length) {
      grow();
      return number(value);
    }
    values[count] = value;
    slots[slot] = ++count;
    return count - 1;
  }

  private void grow() {
    values = Arrays.copyOf(values, values.length * 2);
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      int slot = mix(values[i]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static int mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  public int count() {
    return count;
  }

  public long value(int number) {
    return values[number];
  }

  public long bytes() {
    return 8L * values.length + 4L * slots.length;
  }
}
