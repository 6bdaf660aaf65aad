package io.ewig.engine.internal.packed;

import io.ewig.engine.format.BytesIn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads numbers that a {@link LongsWriter} wrote. */
public final class LongsReader {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LongsReader() {}

  public static long[] read(BytesIn in, int count) {
    return read(in, count, 0);
  }

  /**
   * Numbers that have to lie from 0 up to, not including, a bound.
   *
   * @param what they are, for the error
   */
  public static int[] readBelow(BytesIn in, int count, int bound, String what) {
    long[] numbers = read(in, count);
    int[] checked = new int[count];
    for (int i = 0; i < count; i++) {
      long number = numbers[i];
      if (number < 0 || number >= bound) {
        throw in.malformed(number + " as " + what + ", of which there are " + bound);
      }
      checked[i] = (int) number;
    }
    return checked;
  }

  private static long[] read(BytesIn in, int count, int depth) {
    if (depth > LongsFormat.DEPTH_MAX + 1) {
      throw in.malformed("columns within columns, too deep");
    }
    int form = in.getByte();
    return switch (form) {
      case LongsFormat.SAME -> same(in, count);
      case LongsFormat.PACKED -> packed(in, count);
      case LongsFormat.RUNS -> runs(in, count, depth);
      case LongsFormat.STEPS -> steps(in, count, depth);
      case LongsFormat.CHOICE -> choice(in, count, depth);
      default -> throw in.malformed("a column of the form " + form);
    };
  }

  private static long[] same(BytesIn in, int count) {
    long[] values = new long[count];
    long value = in.getZigzag();
    if (value != 0) {
      Arrays.fill(values, value);
    }
    return values;
  }

  private static long[] packed(BytesIn in, int count) {
    long base = in.getZigzag();
    int width = in.getByte();
    if (!LongsFormat.isWidth(width)) {
      throw in.malformed("numbers of " + width + " bits");
    }
    int length = (int) LongsFormat.bytes(width, count);
    if (length > in.remaining()) {
      throw in.malformed(length + " bytes of numbers wanted, " + in.remaining() + " left");
    }
    byte[] bits = new byte[length + Long.BYTES];
    in.get(bits, 0, length);
    long[] values = new long[count];
    long mask = width == 0 ? 0 : -1L >>> (Long.SIZE - width);
    long at = 0;
    for (int i = 0; i < count; i++) {
      values[i] = base + (((long) LONGS.get(bits, (int) (at >>> 3)) >>> (at & 7)) & mask);
      at += width;
    }
    return values;
  }

  private static long[] runs(BytesIn in, int count, int depth) {
    int runs = in.getCount(count, "runs of numbers");
    long[] each = read(in, runs, depth + 1);
    long[] lengths = read(in, runs, depth + 1);
    long[] values = new long[count];
    int at = 0;
    for (int run = 0; run < runs; run++) {
      if (lengths[run] < 0 || lengths[run] > count - at) {
        throw in.malformed("a run of " + lengths[run] + " numbers where " + (count - at) + " fit");
      }
      int end = at + (int) lengths[run];
      Arrays.fill(values, at, end, each[run]);
      at = end;
    }
    if (at != count) {
      throw in.malformed(at + " numbers in runs, not " + count);
    }
    return values;
  }

  private static long[] steps(BytesIn in, int count, int depth) {
    if (count == 0) {
      throw in.malformed("steps between no numbers");
    }
    long value = in.getZigzag();
    long[] steps = read(in, count - 1, depth + 1);
    long[] values = new long[count];
    values[0] = value;
    for (int i = 1; i < count; i++) {
      value += steps[i - 1];
      values[i] = value;
    }
    return values;
  }

  private static long[] choice(BytesIn in, int count, int depth) {
    int size = in.getCount(count, "numbers to choose from");
    long[] choice = read(in, size, depth + 1);
    long[] values = read(in, count, depth + 1);
    for (int i = 0; i < count; i++) {
      long code = values[i];
      if (code < 0 || code >= size) {
        throw in.malformed("number " + code + " of " + size + " to choose from");
      }
      values[i] = choice[(int) code];
    }
    return values;
  }
}
