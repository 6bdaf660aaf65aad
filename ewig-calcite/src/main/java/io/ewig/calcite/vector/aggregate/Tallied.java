package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.vector.VectorSource.ColumnRange;
import io.ewig.calcite.vector.VectorSource.Tally;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.NameKey;
import io.ewig.calcite.vector.term.Sieve;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups by a column of names, of which only is asked what a source knows without reading. */
final class Tallied implements Rows {

  private final VectorAggregate step;
  private final Iterator<Tally> tallies;

  private Tallied(VectorAggregate step, Iterator<Tally> tallies) {
    this.step = step;
    this.tallies = tallies;
  }

  /** Null if more is asked than is known. */
  static @Nullable Rows of(VectorAggregate step, Execution execution) {
    boolean isByName =
        step.keys().size() == 1
            && step.keys().get(0) instanceof NameKey key
            && key.expression() instanceof Column;
    if (!isByName) {
      return null;
    }
    List<ColumnRange> ranges = new ArrayList<>();
    for (Sieve sieve : step.sieves()) {
      ColumnRange range = sieve.range(execution);
      if (range == null) {
        return null;
      }
      ranges.add(range);
    }
    int column = ((NameKey) step.keys().get(0)).column();
    boolean areExtremesWanted = !step.calls().stream().allMatch(call -> call instanceof CountRows);
    Iterable<Tally> tallies = step.source().tallies(column, ranges, areExtremesWanted, execution);
    return tallies == null || !answers(step, tallies)
        ? null
        : new Tallied(step, tallies.iterator());
  }

  private static boolean answers(VectorAggregate step, Iterable<Tally> tallies) {
    for (Tally tally : tallies) {
      for (VectorAggregation call : step.calls()) {
        boolean isKnown =
            call instanceof CountRows
                || (call instanceof ExtremeLongs extreme
                    && extreme.term() instanceof ColumnLongs column
                    && tally.knows(column.column()));
        if (!isKnown) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!tallies.hasNext()) {
      return null;
    }
    Tally tally = tallies.next();
    @Nullable Object[] row = new @Nullable Object[1 + step.calls().size()];
    row[0] = tally.name();
    for (int i = 0; i < step.calls().size(); i++) {
      row[i + 1] = value(step.calls().get(i), tally);
    }
    return row;
  }

  private static Object value(VectorAggregation call, Tally tally) {
    if (!(call instanceof ExtremeLongs extreme)) {
      return tally.count();
    }
    int column = ((ColumnLongs) extreme.term()).column();
    return extreme.term().form().value(extreme.isMax() ? tally.max(column) : tally.min(column));
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
