package io.ewig.engine.internal.packed;

/**
 * A column of 64-bit numbers; how many there are is known from elsewhere.
 *
 * <pre>
 * longs    = 0, value: zigzag                               all are this one
 *          | 1, base: zigzag, width: u8, bits               base + a number of so many bits each
 *          | 2, runs: varint, values: longs, lengths: longs each value so many times
 *          | 3, first: zigzag, steps: longs                 each is the one before, and a step
 *          | 4, size: varint, choice: longs, codes: longs   each is one of a few, by its code
 * bits     = ( number )*   lowest bit first, one behind the other; filled up to a byte
 * zigzag   = varint of (n &lt;&lt; 1) ^ (n &gt;&gt; 63)
 *
 *   width 5     bit 0    5    10
 *               +-----+-----+-----+--
 *               | n0  | n1  | n2  | ...
 *               +-----+-----+-----+--
 * </pre>
 *
 * <p>Sums wrap around, so every column of 64-bit numbers has this form. Columns within columns are
 * at most {@value #DEPTH_MAX} deep.
 */
final class LongsFormat {

  static final int SAME = 0;
  static final int PACKED = 1;
  static final int RUNS = 2;
  static final int STEPS = 3;
  static final int CHOICE = 4;

  static final int DEPTH_MAX = 3;

  /** Wider numbers take 64 bits: at any bit but the first, eight bytes hold no more than these. */
  static final int WIDTH_PARTIAL_MAX = 56;

  private LongsFormat() {}

  /** How many bits numbers from 0 up to one, unsigned, take. */
  static int width(long unsigned) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(unsigned);
    return width > WIDTH_PARTIAL_MAX ? Long.SIZE : width;
  }

  static boolean isWidth(int width) {
    return width == Long.SIZE || (width >= 0 && width <= WIDTH_PARTIAL_MAX);
  }

  /** How many bytes so many numbers take. */
  static long bytes(int width, int count) {
    return ((long) width * count + 7) >>> 3;
  }
}
