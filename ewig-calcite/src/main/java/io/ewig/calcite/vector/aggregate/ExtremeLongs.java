package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.LongTerm;
import org.jspecify.annotations.Nullable;

/** MIN and MAX of numbers and instants. */
public record ExtremeLongs(LongTerm term, boolean isMax) implements VectorAggregation {

  @Override
  public Totals start(Execution execution) {
    return new Extremes(term, isMax, execution);
  }

  private static final class Extremes implements Totals {
    private final LongTerm.Longs longs;
    private final LongTerm.Form form;
    private final boolean isMax;
    private final Counters extremes = new Counters();
    private final Counters counts = new Counters();

    Extremes(LongTerm term, boolean isMax, Execution execution) {
      this.longs = term.start(execution);
      this.form = term.form();
      this.isMax = isMax;
    }

    @Override
    public void add(Batch batch, Selection selection, int[] groups, int count) {
      LongVector vector = longs.of(batch, selection);
      long[] values = vector.values();
      long[] known = extremes.atLeast(count);
      long[] number = counts.atLeast(count);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        if (vector.mayHaveNulls() && vector.nulls()[row]) {
          continue;
        }
        int group = groups[row];
        long value = values[row];
        boolean isBeyond = isMax ? value > known[group] : value < known[group];
        if (isBeyond || number[group] == 0) {
          known[group] = value;
          number[group] = 1;
        }
      }
    }

    @Override
    public void take(Totals other, int[] groups, int count) {
      Extremes those = (Extremes) other;
      extremes.atLeast(count);
      counts.atLeast(count);
      for (int i = 0; i < groups.length; i++) {
        if (those.counts.get(i) > 0) {
          offer(groups[i], those.extremes.get(i));
        }
      }
    }

    private void offer(int group, long value) {
      long[] known = extremes.atLeast(group + 1);
      long[] number = counts.atLeast(group + 1);
      if (number[group] == 0 || (isMax ? value > known[group] : value < known[group])) {
        known[group] = value;
        number[group] = 1;
      }
    }

    @Override
    public @Nullable Object value(int group) {
      return counts.get(group) == 0 ? null : form.value(extremes.get(group));
    }

    @Override
    public long bytes() {
      return extremes.bytes() + counts.bytes();
    }
  }
}
