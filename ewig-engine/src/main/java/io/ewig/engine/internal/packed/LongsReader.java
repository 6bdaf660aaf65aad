package io.ewig.engine.internal.packed;

import io.ewig.engine.error.CorruptionException;
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
    return read(in, count, count, 0);
  }

  /**
   * The first numbers of a column of so many.
   *
   * @param wanted how many are read; those behind them are not looked at
   */
  public static long[] readFirst(BytesIn in, int count, int wanted) {
    return read(in, count, wanted, 0);
  }

  /**
   * Numbers that have to lie from 0 up to, not including, a bound.
   *
   * @param what they are, for the error
   */
  public static int[] readBelow(BytesIn in, int count, int bound, String what) {
    return readBelow(in, count, 0, count, bound, what);
  }

  /**
   * Some of such numbers.
   *
   * @param from the place of the first that is wanted
   * @param to the place behind the last; others are not looked at, where that can be
   */
  public static int[] readBelow(BytesIn in, int count, int from, int to, int bound, String what) {
    int start = in.at();
    if (in.getByte() == LongsFormat.PACKED) {
      return packedBelow(in, count, from, to, bound, what);
    }
    in.moveTo(start);
    return below(read(in, count, to, 0), from, in, bound, what);
  }

  private static int[] below(long[] numbers, int from, BytesIn in, int bound, String what) {
    int[] checked = new int[numbers.length - from];
    for (int i = 0; i < checked.length; i++) {
      long number = numbers[from + i];
      if (number < 0 || number >= bound) {
        throw notBelow(number, in, bound, what);
      }
      checked[i] = (int) number;
    }
    return checked;
  }

  /**
   * The numbers at some places of a column of so many.
   *
   * @param places the first so many entries of it
   */
  public static long[] readAt(BytesIn in, int count, int[] places, int wanted) {
    int start = in.at();
    long[] values = new long[wanted];
    if (in.getByte() == LongsFormat.RUNS) {
      Runs runs = Runs.read(in, count, 0);
      for (int i = 0; i < wanted; i++) {
        values[i] = runs.at(places[i]);
      }
      return values;
    }
    in.moveTo(start);
    long[] all = read(in, count);
    for (int i = 0; i < wanted; i++) {
      values[i] = all[places[i]];
    }
    return values;
  }

  private static CorruptionException notBelow(long number, BytesIn in, int bound, String what) {
    return in.malformed(number + " as " + what + ", of which there are " + bound);
  }

  private static long[] read(BytesIn in, int count, int wanted, int depth) {
    if (depth > LongsFormat.DEPTH_MAX + 1) {
      throw in.malformed("columns within columns, too deep");
    }
    int form = in.getByte();
    return switch (form) {
      case LongsFormat.SAME -> same(in, wanted);
      case LongsFormat.PACKED -> packed(in, count, wanted);
      case LongsFormat.RUNS -> runs(in, count, wanted, depth);
      case LongsFormat.STEPS -> steps(in, count, wanted, depth);
      case LongsFormat.CHOICE -> choice(in, count, wanted, depth);
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

  private static long[] packed(BytesIn in, int count, int wanted) {
    long base = in.getZigzag();
    int width = width(in);
    byte[] bits = bits(in, width, count, 0, wanted);
    long[] values = new long[wanted];
    long mask = mask(width);
    long at = 0;
    for (int i = 0; i < wanted; i++) {
      values[i] = base + (((long) LONGS.get(bits, (int) (at >>> 3)) >>> (at & 7)) & mask);
      at += width;
    }
    return values;
  }

  /** The same as ints at once: most columns of codes are packed. */
  private static int[] packedBelow(
      BytesIn in, int count, int from, int to, int bound, String what) {
    long base = in.getZigzag();
    int width = width(in);
    byte[] bits = bits(in, width, count, from, to);
    int[] values = new int[to - from];
    long mask = mask(width);
    int at = (int) (((long) width * from) & 7);
    for (int i = 0; i < values.length; i++) {
      long number = base + (((long) LONGS.get(bits, at >>> 3) >>> (at & 7)) & mask);
      if (number < 0 || number >= bound) {
        throw notBelow(number, in, bound, what);
      }
      values[i] = (int) number;
      at += width;
    }
    return values;
  }

  private static int width(BytesIn in) {
    int width = in.getByte();
    if (!LongsFormat.isWidth(width)) {
      throw in.malformed("numbers of " + width + " bits");
    }
    return width;
  }

  private static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
  }

  /**
   * Those of the wanted numbers, and eight bytes more, so that a long can be read at each; the
   * first byte is the one in which the first number begins.
   */
  private static byte[] bits(BytesIn in, int width, int count, int from, int to) {
    int length = (int) LongsFormat.bytes(width, count);
    if (length > in.remaining()) {
      throw in.malformed(length + " bytes of numbers wanted, " + in.remaining() + " left");
    }
    int start = (int) (((long) width * from) >>> 3);
    int end = (int) LongsFormat.bytes(width, to);
    byte[] bits = new byte[end - start + Long.BYTES];
    in.skip(start);
    in.get(bits, 0, end - start);
    in.skip(length - end);
    return bits;
  }

  private static long[] runs(BytesIn in, int count, int wanted, int depth) {
    Runs runs = Runs.read(in, count, depth);
    long[] values = new long[wanted];
    int at = 0;
    for (int run = 0; at < wanted; run++) {
      int end = Math.min(runs.ends[run], wanted);
      Arrays.fill(values, at, end, runs.each[run]);
      at = end;
    }
    return values;
  }

  /** Numbers that stand several times one after the other, and where each ends. */
  private record Runs(long[] each, int[] ends) {

    static Runs read(BytesIn in, int count, int depth) {
      int runs = in.getCount(count, "runs of numbers");
      long[] each = LongsReader.read(in, runs, runs, depth + 1);
      long[] lengths = LongsReader.read(in, runs, runs, depth + 1);
      int[] ends = new int[runs];
      int at = 0;
      for (int run = 0; run < runs; run++) {
        if (lengths[run] < 0 || lengths[run] > count - at) {
          throw in.malformed(
              "a run of " + lengths[run] + " numbers where " + (count - at) + " fit");
        }
        at += (int) lengths[run];
        ends[run] = at;
      }
      if (at != count) {
        throw in.malformed(at + " numbers in runs, not " + count);
      }
      return new Runs(each, ends);
    }

    long at(int place) {
      int low = 0;
      int high = ends.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ends[middle] <= place) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return each[low];
    }
  }

  private static long[] steps(BytesIn in, int count, int wanted, int depth) {
    if (count == 0) {
      throw in.malformed("steps between no numbers");
    }
    long value = in.getZigzag();
    long[] steps = read(in, count - 1, Math.max(0, wanted - 1), depth + 1);
    long[] values = new long[wanted];
    for (int i = 0; i < wanted; i++) {
      value += i == 0 ? 0 : steps[i - 1];
      values[i] = value;
    }
    return values;
  }

  private static long[] choice(BytesIn in, int count, int wanted, int depth) {
    int size = in.getCount(count, "numbers to choose from");
    long[] choice = read(in, size, size, depth + 1);
    long[] values = read(in, count, wanted, depth + 1);
    for (int i = 0; i < wanted; i++) {
      long code = values[i];
      if (code < 0 || code >= size) {
        throw in.malformed("number " + code + " of " + size + " to choose from");
      }
      values[i] = choice[(int) code];
    }
    return values;
  }
}
