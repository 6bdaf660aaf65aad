package io.ewig.calcite.vector.term;

import io.ewig.engine.format.BytesOut;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers texts in the order in which they come, from 0, by their UTF-8; one thread. */
public final class BytesTable {

  private static final int SLOTS_FIRST = 1 << 6;
  private static final int NONE = -1;

  private final BytesOut bytes = new BytesOut(SLOTS_FIRST * 8);
  private int[] ends = new int[SLOTS_FIRST / 2];
  private int[] hashes = new int[SLOTS_FIRST / 2];
  private int[] slots = new int[SLOTS_FIRST]; // a number plus 1, or 0
  private int count;
  private int ofNull = NONE;

  /** The number of a text, which gets one if it has none. */
  public int number(byte[] of, int from, int to) {
    int hash = hash(of, from, to);
    int slot = slotOf(hash, of, from, to);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (2 * (count + 1) > slots.length) {
      grow();
      slot = slotOf(hash, of, from, to);
    }
    bytes.put(of, from, to - from);
    slots[slot] = count + 1;
    return add(hash);
  }

  /** The number of a text, or -1. */
  public int find(byte[] of, int from, int to) {
    return slots[slotOf(hash(of, from, to), of, from, to)] - 1;
  }

  /** Where a text's number is, or, if it has none, would be. */
  private int slotOf(int hash, byte[] of, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0 && !isAt(slots[slot] - 1, hash, of, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The number of null, or -1. */
  public int findNull() {
    return ofNull;
  }

  /** The number of null; no text has it. */
  public int numberOfNull() {
    if (ofNull == NONE) {
      if (2 * (count + 1) > slots.length) {
        grow();
      }
      ofNull = add(0);
    }
    return ofNull;
  }

  private int add(int hash) {
    ends[count] = bytes.size();
    hashes[count] = hash;
    return count++;
  }

  private boolean isAt(int number, int hash, byte[] of, int from, int to) {
    return hashes[number] == hash
        && Arrays.equals(bytes.array(), start(number), ends[number], of, from, to);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private void grow() {
    slots = new int[slots.length * 2];
    ends = Arrays.copyOf(ends, ends.length * 2);
    hashes = Arrays.copyOf(hashes, hashes.length * 2);
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      int slot = hashes[i] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i == ofNull ? 0 : i + 1;
    }
  }

  private static int hash(byte[] of, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + of[i];
    }
    return (hash * 0x9E3779B9) ^ (hash >>> 15);
  }

  /**
   * Takes in what is in another.
   *
   * @return the own number of each of its
   */
  int[] take(BytesTable other) {
    int[] own = new int[other.count];
    for (int i = 0; i < own.length; i++) {
      own[i] =
          i == other.ofNull
              ? numberOfNull()
              : number(other.bytes.array(), other.start(i), other.ends[i]);
    }
    return own;
  }

  public int count() {
    return count;
  }

  @Nullable String text(int number) {
    return number == ofNull
        ? null
        : new String(
            bytes.array(), start(number), ends[number] - start(number), StandardCharsets.UTF_8);
  }

  public long bytes() {
    return bytes.array().length + 4L * (ends.length + hashes.length + slots.length);
  }
}
