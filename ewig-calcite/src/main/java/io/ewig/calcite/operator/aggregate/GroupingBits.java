package io.ewig.calcite.operator.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Reservation;
import org.jspecify.annotations.Nullable;

/** GROUPING: for each grouping set the bits of the columns that are not grouped by. */
public final class GroupingBits implements Aggregation {

  private final long[] bitsBySet;
  private final int set;

  public GroupingBits(long[] bitsBySet) {
    this(bitsBySet.clone(), 0);
  }

  private GroupingBits(long[] bitsBySet, int set) {
    this.bitsBySet = bitsBySet;
    this.set = set;
  }

  @Override
  public Accumulator start(Execution execution, Reservation memory) {
    return new Fixed(bitsBySet[set]);
  }

  @Override
  public Aggregation inSet(int number) {
    return new GroupingBits(bitsBySet, number);
  }

  private record Fixed(long bits) implements Accumulator {

    @Override
    public void add(@Nullable Object[] row) {
      // Every row of a group has the same.
    }

    @Override
    public Object value() {
      return bits;
    }
  }
}
