package io.ewig.calcite.operator.window;

import org.jspecify.annotations.Nullable;

/** LAG and LEAD: a value of another row, so many before or after. */
final class Neighbour extends WindowFunction {

  private final int argument;
  private final int offset;
  private final int otherwise;
  private final boolean isLead;
  private final boolean ignoresNulls;

  /**
   * @param offset its column, or less than 0 for 1
   * @param otherwise the column of the value where there is no such row; less than 0 for null
   */
  Neighbour(int argument, int offset, int otherwise, boolean isLead, boolean ignoresNulls) {
    this.argument = argument;
    this.offset = offset;
    this.otherwise = otherwise;
    this.isLead = isLead;
    this.ignoresNulls = ignoresNulls;
  }

  @Override
  void compute(Partition partition, Frames frames, @Nullable Object[] values) {
    for (int i = 0; i < partition.size(); i++) {
      partition.execution().tick();
      @Nullable Object[] row = partition.row(i);
      Object distance = offset < 0 ? (Object) 1 : row[offset];
      if (distance == null) {
        values[i] = null;
        continue;
      }
      long steps = ((Number) distance).longValue();
      long place = place(partition, i, isLead ? steps : -steps);
      if (place >= 0 && place < partition.size()) {
        values[i] = partition.row((int) place)[argument];
      } else {
        values[i] = otherwise < 0 ? null : row[otherwise];
      }
    }
  }

  private long place(Partition partition, int from, long steps) {
    if (!ignoresNulls || steps == 0) {
      return from + Math.max(-Integer.MAX_VALUE, Math.min(steps, Integer.MAX_VALUE));
    }
    int direction = steps < 0 ? -1 : 1;
    long left = Math.abs(steps);
    int place = from;
    while (left > 0) {
      partition.execution().tick();
      place += direction;
      if (place < 0 || place >= partition.size()) {
        return -1;
      }
      if (partition.row(place)[argument] != null) {
        left--;
      }
    }
    return place;
  }
}
