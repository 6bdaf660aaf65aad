package io.ewig.engine.internal.packed;

import java.util.Arrays;

/** Gathers byte strings one behind the other; may be used again. */
public final class TextsBuilder {

  private byte[] bytes = new byte[256];
  private int[] starts = new int[64];
  private int count;

  public void clear() {
    count = 0;
  }

  public void add(byte[] from, int start, int end) {
    int at = starts[count];
    int length = end - start;
    if (at + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + length));
    }
    if (count + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    System.arraycopy(from, start, bytes, at, length);
    starts[++count] = at + length;
  }

  public int count() {
    return count;
  }

  /** The bytes of all, up to {@link #size()}; valid until the next change. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return starts[count];
  }

  int start(int index) {
    return starts[index];
  }

  int length(int index) {
    return starts[index + 1] - starts[index];
  }

  boolean isSame(int one, int other) {
    return Arrays.equals(
        bytes, starts[one], starts[one + 1], bytes, starts[other], starts[other + 1]);
  }

  int hash(int index) {
    int hash = 1;
    for (int at = starts[index]; at < starts[index + 1]; at++) {
      hash = 31 * hash + bytes[at];
    }
    return (hash * 0x9E3779B9) ^ (hash >>> 15);
  }
}
