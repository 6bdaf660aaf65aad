package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.LongTerm;

/** COUNT of numbers: of those that are not null. */
public record CountValues(LongTerm term) implements VectorAggregation {

  @Override
  public Totals start(Execution execution) {
    return new Counts(term.start(execution));
  }

  private static final class Counts implements Totals {
    private final LongTerm.Longs longs;
    private final Counters counts = new Counters();

    Counts(LongTerm.Longs longs) {
      this.longs = longs;
    }

    @Override
    public void add(Batch batch, Selection selection, int[] groups, int count) {
      long[] all = counts.atLeast(count);
      LongVector vector = longs.of(batch, selection);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        all[groups[row]] += vector.mayHaveNulls() && vector.nulls()[row] ? 0 : 1;
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
