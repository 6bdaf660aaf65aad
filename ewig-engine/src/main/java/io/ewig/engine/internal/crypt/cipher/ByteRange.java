package io.ewig.engine.internal.crypt.cipher;

import java.util.Objects;

/** Part of an array; equal only if the arrays are the same one. */
public record ByteRange(byte[] array, int from, int length) {

  public ByteRange {
    Objects.checkFromIndexSize(from, length, array.length);
  }

  public static ByteRange of(byte[] array) {
    return new ByteRange(array, 0, array.length);
  }

  int end() {
    return from + length;
  }
}
