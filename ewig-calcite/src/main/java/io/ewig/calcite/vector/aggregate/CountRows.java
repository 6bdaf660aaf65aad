package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;

/** COUNT(*). */
public record CountRows() implements VectorAggregation {

  @Override
  public Totals start(Execution execution) {
    return new Counts();
  }

  /** A count for each group. */
  static final class Counts implements Totals {
    private final Counters counts = new Counters();

    @Override
    public void add(Batch batch, Selection selection, int[] groups, int count) {
      long[] all = counts.atLeast(count);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        all[groups[rows[i]]]++;
      }
    }

    /** Adds rows whose groups are known by stretches. */
    void add(Stretches groups, int count) {
      long[] all = counts.atLeast(count);
      for (int i = 0; i < groups.count(); i++) {
        all[(int) groups.number(i)] += groups.end(i) - groups.start(i);
      }
    }

    @Override
    public void take(Totals other, int[] groups, int count) {
      counts.add(((Counts) other).counts, groups, count);
    }

    @Override
    public Object value(int group) {
      return counts.get(group);
    }

    @Override
    public long bytes() {
      return counts.bytes();
    }
  }
}
