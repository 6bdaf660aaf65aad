package io.ewig.jdbc.packed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some of an array's bytes, where they lie: what is packed in frames of a megabyte is not to be
 * copied by each who passes it on. Nobody changes them.
 */
public final class Packed {

  public static final Packed NOTHING = new Packed(new byte[0], 0, 0);

  final byte[] bytes;
  final int from;
  final int end;

  Packed(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.from = from;
    this.end = end;
  }

  public int size() {
    return end - from;
  }

  public WireInput input() {
    return new WireInput(bytes, from, end);
  }

  /** Whether they say the same, wherever they lie. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Packed that
        && Arrays.equals(bytes, from, end, that.bytes, that.from, that.end);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(Arrays.copyOfRange(bytes, from, end));
  }

  @Override
  public String toString() {
    return size() + " bytes";
  }
}
