package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.Sieve;
import org.jspecify.annotations.Nullable;

/** FILTER (WHERE ..): only rows that pass count. */
public record Filtered(VectorAggregation call, Sieve sieve) implements VectorAggregation {

  @Override
  public Totals start(Execution execution) {
    Totals totals = call.start(execution);
    Sieve.Sifting sifting = sieve.start(execution);
    Selection passing = new Selection();
    return new Totals() {
      @Override
      public void add(Batch batch, Selection rows, int[] groups, int count) {
        passing.set(rows.rows(), rows.count());
        sifting.sift(batch, passing);
        totals.add(batch, passing, groups, count);
      }

      @Override
      public @Nullable Object value(int group) {
        return totals.value(group);
      }

      @Override
      public long bytes() {
        return totals.bytes();
      }
    };
  }
}
