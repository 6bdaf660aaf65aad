package io.ewig.calcite.operator.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Reservation;

/** A call of an aggregate function: immutable, any thread. */
@FunctionalInterface
public interface Aggregation {

  /** What an accumulator of fixed size takes in memory. */
  int BYTES = 64;

  /**
   * @param memory to take from when the accumulator grows
   */
  Accumulator start(Execution execution, Reservation memory);

  /**
   * The call for one of several grouping sets, by its number; GROUPING is the only one that cares.
   */
  default Aggregation inSet(int set) {
    return this;
  }

  /** The call for frames that lose rows, where its accumulators may have to be others. */
  default Aggregation sliding() {
    return this;
  }
}
