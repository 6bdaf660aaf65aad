package io.ewig.engine.value;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes; equal by content, ordered byte by byte as unsigned numbers. */
public final class Bytes implements Comparable<Bytes> {

  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final int SHOWN_MAX = 32;

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  public static Bytes of(byte[] bytes, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  /** Zeros are added, or cut, at the end. */
  Bytes withLength(int length) {
    return length == content.length ? this : new Bytes(Arrays.copyOf(content, length));
  }

  public int length() {
    return content.length;
  }

  /** The length without the zeros at the end. */
  public int lengthWithoutZeros() {
    int length = content.length;
    while (length > 0 && content[length - 1] == 0) {
      length--;
    }
    return length;
  }

  public byte get(int index) {
    return content[index];
  }

  public byte[] toArray() {
    return content.clone();
  }

  public void copyTo(byte[] target, int at, int length) {
    System.arraycopy(content, 0, target, at, length);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Hex, shortened. */
  @Override
  public String toString() {
    int shown = Math.min(SHOWN_MAX, content.length);
    return "x'"
        + HexFormat.of().formatHex(content, 0, shown)
        + (shown < content.length ? "... " + content.length + " bytes'" : "'");
  }
}
