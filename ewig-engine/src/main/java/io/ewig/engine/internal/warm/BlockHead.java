package io.ewig.engine.internal.warm;

import io.ewig.engine.format.BytesIn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says where the columns of a block lie. */
final class BlockHead {

  private static final byte[] ELSEWHERE = {};

  private final int[] numbers;
  private final int[] lengths;
  private final byte[][] inline;
  private final long[] offsets;
  private final int[] frames;

  private BlockHead(int count) {
    numbers = new int[count];
    lengths = new int[count];
    inline = new byte[count][];
    Arrays.fill(inline, ELSEWHERE);
    offsets = new long[count];
    frames = new int[count];
  }

  static BlockHead read(BytesIn in) {
    int count = in.getCount(in.remaining() / 3, "columns");
    BlockHead head = new BlockHead(count);
    for (int i = 0; i < count; i++) {
      head.numbers[i] = in.getCount(Integer.MAX_VALUE, "as a column");
      if (i > 0 && head.numbers[i] <= head.numbers[i - 1]) {
        throw in.malformed("column " + head.numbers[i] + " behind " + head.numbers[i - 1]);
      }
      head.lengths[i] = in.getCount(WarmFormat.COLUMN_BYTES_MAX, "bytes of a column");
      if (in.getByte() == 1) {
        head.inline[i] = in.get(head.lengths[i]);
      } else {
        head.offsets[i] = in.getVarint();
        head.frames[i] = in.getCount(Integer.MAX_VALUE, "as the number of a part");
      }
    }
    long offset = in.getVarint();
    int frame = in.getCount(Integer.MAX_VALUE, "as the number of a part");
    for (int i = 0; i < count; i++) {
      head.offsets[i] += offset;
      head.frames[i] += frame;
    }
    return head;
  }

  @Nullable BytesIn find(int column, PartReader parts) {
    int index = Arrays.binarySearch(numbers, column);
    if (index < 0) {
      return null;
    }
    byte[] here = inline[index];
    return here != ELSEWHERE
        ? parts.in(here)
        : parts.read(new Where(offsets[index], frames[index], lengths[index]));
  }
}
