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
    return new Passing(call.start(execution), sieve.start(execution));
  }

  private static final class Passing implements Totals {
    private final Totals totals;
    private final Sieve.Sifting sifting;
    private final Selection passing = new Selection();

    Passing(Totals totals, Sieve.Sifting sifting) {
      this.totals = totals;
      this.sifting = sifting;
    }

    @Override
    public void add(Batch batch, Selection rows, int[] groups, int count) {
      passing.set(rows.rows(), rows.count());
      sifting.sift(batch, passing);
      totals.add(batch, passing, groups, count);
    }

    @Override
    public void take(Totals other, int[] groups, int count) {
      totals.take(((Passing) other).totals, groups, count);
    }

    @Override
    public @Nullable Object value(int group) {
      return totals.value(group);
    }

    @Override
    public long bytes() {
      return totals.bytes();
    }
  }
}
