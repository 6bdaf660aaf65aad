package io.ewig.engine.internal.packed;

import java.util.Arrays;

/**
 * Byte strings in one array: where each starts, and the last ends.
 *
 * @param bytes shared: nobody may change them
 * @param starts one more than there are texts
 */
public record Texts(byte[] bytes, int[] starts) {

  public static final Texts NONE = new Texts(new byte[0], new int[1]);

  public int count() {
    return starts.length - 1;
  }

  public int start(int index) {
    return starts[index];
  }

  public int length(int index) {
    return starts[index + 1] - starts[index];
  }

  public byte[] get(int index) {
    return Arrays.copyOfRange(bytes, starts[index], starts[index + 1]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Texts that
        && Arrays.equals(bytes, that.bytes)
        && Arrays.equals(starts, that.starts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(starts);
  }

  @Override
  public String toString() {
    return count() + " texts";
  }
}
