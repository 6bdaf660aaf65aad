package io.ewig.calcite.operator.window;

import org.jspecify.annotations.Nullable;

/** A call of a window function: immutable, any thread. {@link WindowFunctions} has them. */
public abstract sealed class WindowFunction permits Ranking, Neighbour, FrameValue, FrameAggregate {

  /** Computes the values of all rows of a partition. */
  abstract void compute(Partition partition, Frames frames, @Nullable Object[] values);
}
