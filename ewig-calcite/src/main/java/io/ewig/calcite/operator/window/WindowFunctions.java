package io.ewig.calcite.operator.window;

import io.ewig.calcite.operator.aggregate.Aggregation;

/** All window functions; arguments are columns of the input. */
public final class WindowFunctions {

  private WindowFunctions() {}

  public static WindowFunction rowNumber(boolean isInteger) {
    return new Ranking(Ranking.Kind.ROW_NUMBER, -1, isInteger);
  }

  public static WindowFunction rank(boolean isInteger) {
    return new Ranking(Ranking.Kind.RANK, -1, isInteger);
  }

  public static WindowFunction denseRank(boolean isInteger) {
    return new Ranking(Ranking.Kind.DENSE_RANK, -1, isInteger);
  }

  public static WindowFunction percentRank() {
    return new Ranking(Ranking.Kind.PERCENT_RANK, -1, false);
  }

  public static WindowFunction cumeDist() {
    return new Ranking(Ranking.Kind.CUME_DIST, -1, false);
  }

  /**
   * @param buckets the column with their number
   */
  public static WindowFunction ntile(int buckets, boolean isInteger) {
    return new Ranking(Ranking.Kind.NTILE, buckets, isInteger);
  }

  /**
   * @param offset its column, or less than 0 for 1
   * @param otherwise the column of the value where there is no such row; less than 0 for null
   */
  public static WindowFunction lag(int argument, int offset, int otherwise, boolean ignoresNulls) {
    return new Neighbour(argument, offset, otherwise, false, ignoresNulls);
  }

  /** As {@link #lag}. */
  public static WindowFunction lead(int argument, int offset, int otherwise, boolean ignoresNulls) {
    return new Neighbour(argument, offset, otherwise, true, ignoresNulls);
  }

  public static WindowFunction firstValue(int argument, boolean ignoresNulls) {
    return new FrameValue(FrameValue.Kind.FIRST, argument, -1, ignoresNulls);
  }

  public static WindowFunction lastValue(int argument, boolean ignoresNulls) {
    return new FrameValue(FrameValue.Kind.LAST, argument, -1, ignoresNulls);
  }

  /**
   * @param place the column with the number of the row
   */
  public static WindowFunction nthValue(int argument, int place, boolean ignoresNulls) {
    return new FrameValue(FrameValue.Kind.NTH, argument, place, ignoresNulls);
  }

  public static WindowFunction aggregate(Aggregation aggregation) {
    return new FrameAggregate(aggregation);
  }
}
