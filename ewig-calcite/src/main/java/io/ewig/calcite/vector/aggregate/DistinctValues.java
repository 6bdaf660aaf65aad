package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.ValueOrder;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongTable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a group's values, each looked at once, is asked for: how many, the least, the greatest.
 */
public record DistinctValues(KeyTerm term, Wanted wanted) implements VectorAggregation {

  /** What is asked for. */
  public enum Wanted {
    COUNT,
    MIN,
    MAX
  }

  @Override
  public Totals start(Execution execution) {
    return new Seen(term.start(execution), wanted);
  }

  private static final class Seen implements Totals {
    private final KeyTerm.Numbering values;
    private final Wanted wanted;
    private final LongTable seen = new LongTable();
    private final Counters counts = new Counters();
    private final Counters extremes = new Counters();

    Seen(KeyTerm.Numbering values, Wanted wanted) {
      this.values = values;
      this.wanted = wanted;
    }

    @Override
    public void add(Batch batch, Selection selection, int[] groups, int count) {
      int[] numbers = values.of(batch, selection);
      counts.atLeast(count);
      extremes.atLeast(count);
      int[] rows = selection.rows();
      long known = -1;
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        long pair = (long) groups[row] << Integer.SIZE | numbers[row];
        if (pair != known) {
          add(groups[row], numbers[row]);
          known = pair;
        }
      }
    }

    /** A value that its group did not have. */
    private void first(int group, int number) {
      Object value = values.value(number);
      if (value == null) {
        return;
      }
      long[] extreme = extremes.atLeast(group + 1);
      long isAny = counts.atLeast(group + 1)[group]++;
      if (wanted != Wanted.COUNT && (isAny == 0 || isBeyond(value, (int) extreme[group]))) {
        extreme[group] = number;
      }
    }

    @Override
    public void take(Totals other, int[] groups, int count) {
      Seen those = (Seen) other;
      int[] numbers = values.take(those.values);
      counts.atLeast(count);
      extremes.atLeast(count);
      for (int i = 0; i < those.seen.count(); i++) {
        long pair = those.seen.value(i);
        add(groups[(int) (pair >>> Integer.SIZE)], numbers[(int) pair]);
      }
    }

    private void add(int group, int number) {
      int before = seen.count();
      seen.number((long) group << Integer.SIZE | number);
      if (seen.count() > before) {
        first(group, number);
      }
    }

    private boolean isBeyond(Object value, int extreme) {
      Object known = Objects.requireNonNull(values.value(extreme), "nulls are passed over");
      int order = ValueOrder.compare(value, known);
      return wanted == Wanted.MAX ? order > 0 : order < 0;
    }

    @Override
    public @Nullable Object value(int group) {
      if (wanted == Wanted.COUNT) {
        return counts.get(group);
      }
      return counts.get(group) == 0 ? null : values.value((int) extremes.get(group));
    }

    @Override
    public long bytes() {
      return values.bytes() + seen.bytes() + counts.bytes() + extremes.bytes();
    }
  }
}
