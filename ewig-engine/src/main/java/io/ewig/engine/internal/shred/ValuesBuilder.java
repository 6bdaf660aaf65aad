package io.ewig.engine.internal.shred;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.packed.LongsWriter;
import io.ewig.engine.internal.packed.TextsBuilder;
import io.ewig.engine.internal.packed.TextsWriter;
import java.util.Arrays;

/** Gathers the scalars of one path of a block, and writes them; may be used again. */
final class ValuesBuilder {

  private static final long[] POWERS = new long[DocumentsFormat.DIGITS_MAX + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private long[] kinds = new long[64];
  private int count;
  private long[] unscaled = new long[64];
  private long[] scales = new long[64];
  private int numbers;
  private final TextsBuilder texts = new TextsBuilder();

  void clear() {
    count = 0;
    numbers = 0;
    texts.clear();
  }

  int count() {
    return count;
  }

  void add(int lexed, byte[] from, int start, int end) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    int kind = lexed;
    if (kind == DocumentsFormat.NUMBER && !addNumber(from, start, end)) {
      kind = DocumentsFormat.OTHER_NUMBER;
    }
    if (kind >= DocumentsFormat.TEXT) {
      texts.add(from, start, end);
    }
    kinds[count++] = kind;
  }

  /** Takes a number whose digits come back from its value and scale; false for any other. */
  private boolean addNumber(byte[] from, int start, int end) {
    boolean isNegative = from[start] == '-';
    int at = isNegative ? start + 1 : start;
    if (end - at > DocumentsFormat.DIGITS_MAX + 1) {
      return false;
    }
    long value = 0;
    int scale = 0;
    boolean isBehindPoint = false;
    for (; at < end; at++) {
      if (from[at] == '.') {
        isBehindPoint = true;
      } else {
        value = 10 * value + (from[at] - '0');
        scale += isBehindPoint ? 1 : 0;
      }
    }
    boolean isTooLong = value < 0 || value >= POWERS[DocumentsFormat.DIGITS_MAX]; // 19 may overflow
    if (isTooLong || (isNegative && value == 0)) {
      return false;
    }
    if (numbers == unscaled.length) {
      unscaled = Arrays.copyOf(unscaled, 2 * numbers);
      scales = Arrays.copyOf(scales, 2 * numbers);
    }
    unscaled[numbers] = isNegative ? -value : value;
    scales[numbers++] = scale;
    return true;
  }

  void write(BytesOut out) {
    LongsWriter.write(kinds, count, out);
    if (numbers > 0) {
      writeNumbers(out);
    }
    if (texts.count() > 0) {
      TextsWriter.write(texts, out);
    }
  }

  private void writeNumbers(BytesOut out) {
    int scale = 0;
    for (int i = 0; i < numbers; i++) {
      scale = Math.max(scale, (int) scales[i]);
    }
    long[] common = atScale(scale);
    out.putByte(common.length == 0 ? DocumentsFormat.OWN_SCALES : scale);
    LongsWriter.write(scales, numbers, out);
    LongsWriter.write(common.length == 0 ? unscaled : common, numbers, out);
  }

  /** The numbers at one scale; none if one of them has not that many digits. */
  private long[] atScale(int scale) {
    long[] common = new long[numbers];
    for (int i = 0; i < numbers; i++) {
      long power = POWERS[scale - (int) scales[i]];
      if (Math.abs(unscaled[i]) > POWERS[DocumentsFormat.DIGITS_MAX] / power) {
        return new long[0];
      }
      common[i] = unscaled[i] * power;
    }
    return common;
  }

  static long power(int exponent) {
    return POWERS[exponent];
  }
}
