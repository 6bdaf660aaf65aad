package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorSource.ColumnRange;
import io.ewig.engine.column.Zone;
import org.jspecify.annotations.Nullable;

/** Numbers between two others, both included, which are found when an execution starts. */
public record LongSieve(LongTerm term, Bounds bounds) implements Sieve {

  /** Finds the numbers that pass; null if none does. */
  @FunctionalInterface
  public interface Bounds {
    @Nullable Zone of(Execution execution);
  }

  @Override
  public Sifting start(Execution execution) {
    Zone passing = bounds.of(execution);
    if (passing == null) {
      return (batch, rows) -> rows.keep(0);
    }
    return new Between(term, term.start(execution), passing);
  }

  @Override
  public @Nullable ColumnRange range(Execution execution) {
    Zone passing = term instanceof ColumnLongs ? bounds.of(execution) : null;
    return passing == null
        ? null
        : new ColumnRange(((ColumnLongs) term).column(), passing.min(), passing.max());
  }

  private record Between(LongTerm term, LongTerm.Longs longs, Zone passing) implements Sifting {

    @Override
    public void sift(Batch batch, Selection selection) {
      if (term instanceof ColumnLongs column && batch.nulls(column.column()).length == 0) {
        Zone zone = batch.zone(column.column());
        if (zone.isWithin(passing.min(), passing.max())) {
          return;
        } else if (!zone.touches(passing.min(), passing.max())) {
          selection.keep(0);
          return;
        }
      }
      LongVector vector = longs.of(batch, selection);
      selection.keep(
          vector.mayHaveNulls() ? withNulls(vector, selection) : kept(vector, selection));
    }

    private int kept(LongVector vector, Selection selection) {
      long[] values = vector.values();
      int[] rows = selection.rows();
      int kept = 0;
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += values[row] >= passing.min() && values[row] <= passing.max() ? 1 : 0;
      }
      return kept;
    }

    private int withNulls(LongVector vector, Selection selection) {
      long[] values = vector.values();
      int[] rows = selection.rows();
      int kept = 0;
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        rows[kept] = row;
        boolean passes = values[row] >= passing.min() && values[row] <= passing.max();
        kept += passes && !vector.nulls()[row] ? 1 : 0;
      }
      return kept;
    }
  }
}
