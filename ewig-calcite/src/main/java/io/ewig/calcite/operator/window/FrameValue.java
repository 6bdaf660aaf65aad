package io.ewig.calcite.operator.window;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE: a value of one row of the frame. */
final class FrameValue extends WindowFunction {

  /** Which row. */
  enum Kind {
    FIRST,
    LAST,
    NTH
  }

  private final Kind kind;
  private final int argument;
  private final int place;
  private final boolean ignoresNulls;

  /**
   * @param place the column with the number of the row, for NTH
   */
  FrameValue(Kind kind, int argument, int place, boolean ignoresNulls) {
    this.kind = kind;
    this.argument = argument;
    this.place = place;
    this.ignoresNulls = ignoresNulls;
  }

  @Override
  void compute(Partition partition, Frames frames, @Nullable Object[] values) {
    FrameRanges ranges = new FrameRanges();
    for (int i = 0; i < partition.size(); i++) {
      partition.execution().tick();
      ranges.set(partition, frames, i);
      values[i] =
          switch (kind) {
            case FIRST -> nth(partition, ranges, 1);
            case LAST -> last(partition, ranges);
            case NTH -> nth(partition, ranges, number(partition.row(i)));
          };
    }
  }

  private long number(@Nullable Object[] row) {
    if (!(row[place] instanceof Number number) || number.longValue() < 1) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "NTH_VALUE takes the number of a row, not " + row[place]);
    }
    return number.longValue();
  }

  private @Nullable Object nth(Partition partition, FrameRanges ranges, long number) {
    long left = number;
    for (int run = 0; run < ranges.count(); run++) {
      int length = ranges.end(run) - ranges.start(run);
      if (!ignoresNulls && left > length) {
        left -= length;
        continue;
      }
      if (!ignoresNulls) {
        return partition.row(ranges.start(run) + (int) left - 1)[argument];
      }
      for (int i = ranges.start(run); i < ranges.end(run); i++) {
        partition.execution().tick();
        Object value = partition.row(i)[argument];
        if (value != null && --left == 0) {
          return value;
        }
      }
    }
    return null;
  }

  private @Nullable Object last(Partition partition, FrameRanges ranges) {
    for (int run = ranges.count() - 1; run >= 0; run--) {
      for (int i = ranges.end(run) - 1; i >= ranges.start(run); i--) {
        partition.execution().tick();
        Object value = partition.row(i)[argument];
        if (value != null || !ignoresNulls) {
          return value;
        }
      }
    }
    return null;
  }
}
