package io.ewig.engine.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands at one place of the JSON payloads of a batch: one entry for each event.
 *
 * @param kinds what each is, one of the constants here
 * @param numbers for those that are {@link #NUMBER}: 10^scale times the number, exactly
 * @param scale one for all
 * @param texts the bytes that {@code starts} points into
 * @param starts for those that are {@link #TEXT}, where each starts
 * @param ends and where it ends
 */
public record PathVector(
    byte[] kinds, long[] numbers, int scale, byte[] texts, int[] starts, int[] ends) {

  /** There is no such place in the document. */
  public static final byte ABSENT = 0;

  public static final byte NULL = 1;
  public static final byte FALSE = 2;
  public static final byte TRUE = 3;
  public static final byte NUMBER = 4;
  public static final byte TEXT = 5;

  /** Not known here: who wants to know has to read the payload. */
  public static final byte UNKNOWN = 6;

  /** Nothing is known of so many documents. */
  public static PathVector unknown(int size) {
    byte[] kinds = new byte[size];
    Arrays.fill(kinds, UNKNOWN);
    return new PathVector(kinds, new long[0], 0, new byte[0], new int[0], new int[0]);
  }

  public String text(int row) {
    return new String(texts, starts[row], ends[row] - starts[row], StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathVector that
        && scale == that.scale
        && Arrays.equals(kinds, that.kinds)
        && Arrays.equals(numbers, that.numbers)
        && Arrays.equals(texts, that.texts)
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(ends, that.ends);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(kinds);
  }

  @Override
  public String toString() {
    return kinds.length + " values";
  }
}
