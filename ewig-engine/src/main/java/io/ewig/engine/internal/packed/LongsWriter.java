package io.ewig.engine.internal.packed;

import io.ewig.engine.format.BytesOut;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers in the shortest of the ways of {@link LongsFormat}. */
public final class LongsWriter {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What a column costs beside its numbers, about. */
  private static final int HEAD_BYTES = 4;

  /** Narrower numbers are not worth a choice. */
  private static final int CHOICE_WIDTH_MIN = 12;

  private static final int CHOICE_MAX = 256;

  /** Runs of so many numbers, on average, are surely the shortest way. */
  private static final int LONG_RUN = 8;

  private LongsWriter() {}

  public static void write(long[] values, int count, BytesOut out) {
    write(values, count, out, 0);
  }

  private static void write(long[] values, int count, BytesOut out, int depth) {
    Shape shape = Shape.of(values, count);
    if (shape.min == shape.max) {
      out.putByte(LongsFormat.SAME).putZigzag(shape.min);
      return;
    }
    long packed = shape.packedBytes();
    if (depth < LongsFormat.DEPTH_MAX) {
      long runs = shape.runsBytes();
      long steps = shape.stepsBytes();
      if (steps < packed && steps < runs) {
        writeSteps(values, count, out, depth);
        return;
      }
      boolean isLong = shape.runs < count / LONG_RUN;
      if (!isLong && writeChoice(values, count, shape, packed, out, depth)) {
        return;
      }
      if (runs < packed) {
        writeRuns(values, count, shape.runs, out, depth);
        return;
      }
    }
    writePacked(values, count, shape.min, shape.width(), out);
  }

  /**
   * What decides how numbers are best written.
   *
   * @param runs of equal numbers
   * @param stepRuns of equal steps
   */
  private record Shape(
      int count, long min, long max, long stepMin, long stepMax, int runs, int stepRuns) {

    static Shape of(long[] values, int count) {
      if (count == 0) {
        return new Shape(0, 0, 0, 0, 0, 0, 0);
      }
      long min = values[0];
      long max = min;
      long stepMin = Long.MAX_VALUE;
      long stepMax = Long.MIN_VALUE;
      long before = min;
      long stepBefore = 0;
      int runs = 1;
      int stepRuns = 0;
      for (int i = 1; i < count; i++) {
        long value = values[i];
        long step = value - before;
        min = Math.min(min, value);
        max = Math.max(max, value);
        stepMin = Math.min(stepMin, step);
        stepMax = Math.max(stepMax, step);
        runs += step == 0 ? 0 : 1;
        stepRuns += step == stepBefore && i > 1 ? 0 : 1;
        stepBefore = step;
        before = value;
      }
      return new Shape(count, min, max, stepMin, stepMax, runs, stepRuns);
    }

    int width() {
      return LongsFormat.width(max - min);
    }

    long packedBytes() {
      return HEAD_BYTES + LongsFormat.bytes(width(), count);
    }

    long runsBytes() {
      int each = Math.min(width(), stepWidth() + 1) + LongsFormat.width(count / runs);
      return 3 * HEAD_BYTES + LongsFormat.bytes(each, runs);
    }

    private int stepWidth() {
      return LongsFormat.width(stepMax - stepMin);
    }

    long stepsBytes() {
      if (count < 3) {
        return Long.MAX_VALUE;
      }
      long inRuns = LongsFormat.bytes(stepWidth() + LongsFormat.width(count / stepRuns), stepRuns);
      return 3 * HEAD_BYTES + Math.min(LongsFormat.bytes(stepWidth(), count), inRuns);
    }
  }

  private static void writeSteps(long[] values, int count, BytesOut out, int depth) {
    long[] steps = new long[count - 1];
    for (int i = 1; i < count; i++) {
      steps[i - 1] = values[i] - values[i - 1];
    }
    out.putByte(LongsFormat.STEPS).putZigzag(values[0]);
    write(steps, steps.length, out, depth + 1);
  }

  private static void writeRuns(long[] values, int count, int runs, BytesOut out, int depth) {
    long[] each = new long[runs];
    long[] lengths = new long[runs];
    int run = -1;
    for (int i = 0; i < count; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        each[++run] = values[i];
      }
      lengths[run]++;
    }
    out.putByte(LongsFormat.RUNS).putVarint(runs);
    write(each, runs, out, depth + 1);
    write(lengths, runs, out, depth + 1);
  }

  /** Whether there were few enough values for it to pay. */
  private static boolean writeChoice(
      long[] values, int count, Shape shape, long packedBytes, BytesOut out, int depth) {
    if (shape.width() < CHOICE_WIDTH_MIN) {
      return false;
    }
    long[] choice = choice(values, count);
    if (choice.length == 0
        || (long) choice.length * Long.BYTES
                + LongsFormat.bytes(LongsFormat.width(choice.length - 1L), count)
            >= packedBytes) {
      return false;
    }
    long[] codes = new long[count];
    for (int i = 0; i < count; i++) {
      codes[i] = Arrays.binarySearch(choice, values[i]);
    }
    out.putByte(LongsFormat.CHOICE).putVarint(choice.length);
    write(choice, choice.length, out, LongsFormat.DEPTH_MAX);
    write(codes, count, out, depth + 1);
    return true;
  }

  /** The different values, sorted; none if they are too many. */
  private static long[] choice(long[] values, int count) {
    long[] seen = new long[2 * CHOICE_MAX];
    boolean[] isTaken = new boolean[seen.length];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int slot = (int) ((values[i] * 0x9E3779B97F4A7C15L) >>> 55);
      while (isTaken[slot] && seen[slot] != values[i]) {
        slot = (slot + 1) & (seen.length - 1);
      }
      if (!isTaken[slot]) {
        if (++size > CHOICE_MAX) {
          return new long[0];
        }
        isTaken[slot] = true;
        seen[slot] = values[i];
      }
    }
    long[] choice = new long[size];
    int at = 0;
    for (int slot = 0; slot < seen.length; slot++) {
      if (isTaken[slot]) {
        choice[at++] = seen[slot];
      }
    }
    Arrays.sort(choice);
    return choice;
  }

  private static void writePacked(long[] values, int count, long base, int width, BytesOut out) {
    out.putByte(LongsFormat.PACKED).putZigzag(base).putByte(width);
    if (width == Long.SIZE) {
      for (int i = 0; i < count; i++) {
        out.putLong(values[i] - base);
      }
      return;
    }
    byte[] bits = new byte[(int) LongsFormat.bytes(width, count) + Long.BYTES];
    long at = 0;
    for (int i = 0; i < count; i++) {
      int index = (int) (at >>> 3);
      long number = (values[i] - base) << (at & 7);
      LONGS.set(bits, index, (long) LONGS.get(bits, index) | number);
      at += width;
    }
    out.put(bits, 0, bits.length - Long.BYTES);
  }
}
