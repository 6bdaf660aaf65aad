package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import java.util.Arrays;

/** Finds what several keys start with while they come in their order. */
final class PrefixWriter {

  private final BytesOut bytes = new BytesOut(256);
  private byte[] before = {};
  private int count;

  /**
   * Which prefix the next key is written with. The first of those that have one is written whole:
   * until the second comes, nobody knows that there are several.
   */
  int next(byte[] key) {
    boolean isShared = startsLike(before, 0, before.length, key);
    before = key;
    if (!isShared) {
      return 0;
    }
    int last = (count - 1) * RunFormat.PREFIX;
    if (count > 0 && startsLike(bytes.array(), last, bytes.size(), key)) {
      return count;
    }
    if (count == RunFormat.PREFIXES_MAX) {
      return 0;
    }
    bytes.put(key, 0, RunFormat.PREFIX);
    return ++count;
  }

  private static boolean startsLike(byte[] other, int from, int to, byte[] key) {
    int end = from + RunFormat.PREFIX;
    return key.length >= RunFormat.PREFIX
        && to >= end
        && Arrays.equals(other, from, end, key, 0, RunFormat.PREFIX);
  }

  int count() {
    return count;
  }

  BytesOut bytes() {
    return bytes;
  }
}
