package io.ewig.engine.internal.run;

import java.util.Arrays;

/** What several keys of a run start with, see {@link RunFormat}; counted from 1, 0 is nothing. */
final class Prefixes {

  private final byte[] bytes;

  private Prefixes(byte[] bytes) {
    this.bytes = bytes;
  }

  static Prefixes read(Content content, RunFooter footer) {
    return new Prefixes(content.get(footer.prefixesAt(), footer.prefixes() * RunFormat.PREFIX));
  }

  boolean has(int number) {
    return number * RunFormat.PREFIX <= bytes.length;
  }

  static int length(int number) {
    return number == 0 ? 0 : RunFormat.PREFIX;
  }

  /** Whether a key that is long enough starts with one. */
  boolean start(int number, byte[] key) {
    int end = number * RunFormat.PREFIX;
    int length = length(number);
    return Arrays.equals(bytes, end - length, end, key, 0, length);
  }

  /** How one compares with as much of a key, as unsigned bytes. */
  int compare(int number, byte[] key, int keyLength) {
    int end = number * RunFormat.PREFIX;
    int length = length(number);
    return Arrays.compareUnsigned(bytes, end - length, end, key, 0, Math.min(length, keyLength));
  }

  void copy(int number, byte[] to, int at) {
    int length = length(number);
    System.arraycopy(bytes, number * RunFormat.PREFIX - length, to, at, length);
  }
}
