package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.aggregate.function.SumResult;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.LongTerm;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** SUM and AVG of whole numbers, exactly. */
public record SumLongs(LongTerm term, SumResult result) implements VectorAggregation {

  @Override
  public Totals start(Execution execution) {
    return new Sums(term.start(execution), result);
  }

  /** A sum has 128 bits: in halves, the lower one without a sign. */
  private static final class Sums implements Totals {
    private final LongTerm.Longs longs;
    private final SumResult result;
    private final Counters low = new Counters();
    private final Counters high = new Counters();
    private final Counters counts = new Counters();

    Sums(LongTerm.Longs longs, SumResult result) {
      this.longs = longs;
      this.result = result;
    }

    @Override
    public void add(Batch batch, Selection selection, int[] groups, int count) {
      LongVector vector = longs.of(batch, selection);
      long[] values = vector.values();
      long[] lows = low.atLeast(count);
      long[] highs = high.atLeast(count);
      long[] number = counts.atLeast(count);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        if (vector.mayHaveNulls() && vector.nulls()[row]) {
          continue;
        }
        int group = groups[row];
        long value = values[row];
        long sum = lows[group] + value;
        boolean carries = Long.compareUnsigned(sum, value) < 0;
        highs[group] += (value >> (Long.SIZE - 1)) + (carries ? 1 : 0);
        lows[group] = sum;
        number[group]++;
      }
    }

    @Override
    public void take(Totals other, int[] groups, int count) {
      Sums those = (Sums) other;
      long[] lows = low.atLeast(count);
      long[] highs = high.atLeast(count);
      for (int i = 0; i < groups.length; i++) {
        int group = groups[i];
        long added = those.low.get(i);
        long sum = lows[group] + added;
        boolean carries = Long.compareUnsigned(sum, added) < 0;
        highs[group] += those.high.get(i) + (carries ? 1 : 0);
        lows[group] = sum;
      }
      counts.add(those.counts, groups, count);
    }

    @Override
    public @Nullable Object value(int group) {
      return result.of(sum(group), counts.get(group));
    }

    private BigDecimal sum(int group) {
      long lower = low.get(group);
      long upper = high.get(group);
      if (upper == lower >> (Long.SIZE - 1)) {
        return BigDecimal.valueOf(lower);
      }
      BigInteger sum = BigInteger.valueOf(upper).shiftLeft(Long.SIZE);
      return new BigDecimal(sum.add(new BigInteger(Long.toUnsignedString(lower))));
    }

    @Override
    public long bytes() {
      return low.bytes() + high.bytes() + counts.bytes();
    }
  }
}
