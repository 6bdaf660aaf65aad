package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.ValueOrder;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.KeyTerm;
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
    private final PairSet seen = new PairSet();
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
      int group = -1;
      long[] known = {};
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        int number = numbers[row];
        if (groups[row] != group) {
          group = groups[row];
          known = seen.row(group);
        }
        int word = number >>> 6;
        if (word >= known.length || (known[word] & 1L << number) == 0) {
          add(group, number);
          known = seen.row(group);
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
      those.seen.each((group, number) -> add(groups[group], numbers[number]));
    }

    private void add(int group, int number) {
      if (seen.add(group, number)) {
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
