package io.ewig.calcite.operator.window;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/** Functions of a row's place in its partition alone. */
final class Ranking extends WindowFunction {

  /** Which. */
  enum Kind {
    ROW_NUMBER,
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST,
    NTILE
  }

  private final Kind kind;
  private final int buckets;
  private final boolean isInteger;

  /**
   * @param buckets the column with the number of buckets, for NTILE
   * @param isInteger whether whole numbers are of type INTEGER, not BIGINT
   */
  Ranking(Kind kind, int buckets, boolean isInteger) {
    this.kind = kind;
    this.buckets = buckets;
    this.isInteger = isInteger;
  }

  @Override
  void compute(Partition partition, Frames frames, @Nullable Object[] values) {
    int size = partition.size();
    for (int i = 0; i < size; i++) {
      partition.execution().tick();
      values[i] =
          switch (kind) {
            case ROW_NUMBER -> whole(i + 1L);
            case RANK -> whole(partition.peersStart(i) + 1L);
            case DENSE_RANK -> whole(partition.group(i) + 1L);
            case PERCENT_RANK -> size == 1 ? 0.0 : (double) partition.peersStart(i) / (size - 1);
            case CUME_DIST -> (double) partition.peersEnd(i) / size;
            case NTILE -> whole(bucket(partition.row(i), i, size));
          };
    }
  }

  private Object whole(long number) {
    return isInteger ? (Object) (int) number : (Object) number;
  }

  /** The first buckets have one row more than the last ones. */
  private long bucket(@Nullable Object[] row, int index, int size) {
    if (!(row[buckets] instanceof Number number) || number.longValue() < 1) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "NTILE takes 1 bucket or more, not " + row[buckets]);
    }
    long count = number.longValue();
    long small = size / count;
    long large = size % count;
    long inLarge = large * (small + 1);
    return index < inLarge ? index / (small + 1) + 1 : large + (index - inLarge) / small + 1;
  }
}
