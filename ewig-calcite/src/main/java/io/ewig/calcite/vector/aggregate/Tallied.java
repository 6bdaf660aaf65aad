package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.vector.VectorSource.ColumnRange;
import io.ewig.calcite.vector.VectorSource.Extent;
import io.ewig.calcite.vector.VectorSource.Tally;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.LongTerm;
import io.ewig.calcite.vector.term.NameKey;
import io.ewig.calcite.vector.term.Sieve;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups by a column of names, or all rows as one, of which only is asked what a source knows
 * without reading.
 */
final class Tallied implements Rows {

  private final VectorAggregate step;
  private final Iterator<? extends Extent> tallies;

  private Tallied(VectorAggregate step, Iterator<? extends Extent> tallies) {
    this.step = step;
    this.tallies = tallies;
  }

  /** Null if more is asked than is known. */
  static @Nullable Rows of(VectorAggregate step, Execution execution) {
    if (!step.keys().isEmpty() && !isByName(step)) {
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
    Iterable<? extends Extent> tallies =
        step.keys().isEmpty() ? whole(step, ranges, execution) : byName(step, ranges, execution);
    return tallies == null || !answers(step, tallies)
        ? null
        : new Tallied(step, tallies.iterator());
  }

  private static boolean isByName(VectorAggregate step) {
    return step.keys().size() == 1
        && step.keys().get(0) instanceof NameKey key
        && key.expression() instanceof Column;
  }

  private static @Nullable Iterable<Extent> whole(
      VectorAggregate step, List<ColumnRange> ranges, Execution execution) {
    Extent extent = step.source().extent(ranges, execution);
    return extent == null ? null : List.of(extent);
  }

  private static @Nullable Iterable<Tally> byName(
      VectorAggregate step, List<ColumnRange> ranges, Execution execution) {
    int column = ((NameKey) step.keys().get(0)).column();
    boolean areExtremesWanted = !step.calls().stream().allMatch(call -> call instanceof CountRows);
    return step.source().tallies(column, ranges, areExtremesWanted, execution);
  }

  private static boolean answers(VectorAggregate step, Iterable<? extends Extent> tallies) {
    for (Extent tally : tallies) {
      for (VectorAggregation call : step.calls()) {
        if (!(call instanceof CountRows) && !isKnown(column(call), tally)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isKnown(@Nullable ColumnLongs column, Extent tally) {
    return column != null && tally.knows(column.column());
  }

  /** What a call is about, if it is one column and can be answered of it. */
  private static @Nullable ColumnLongs column(VectorAggregation call) {
    LongTerm term =
        call instanceof ExtremeLongs extreme
            ? extreme.term()
            : call instanceof CountValues count ? count.term() : null;
    return term instanceof ColumnLongs column ? column : null;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!tallies.hasNext()) {
      return null;
    }
    Extent tally = tallies.next();
    int keys = step.keys().size();
    @Nullable Object[] row = new @Nullable Object[keys + step.calls().size()];
    if (tally instanceof Tally named) {
      row[0] = named.name();
    }
    for (int i = 0; i < step.calls().size(); i++) {
      row[keys + i] = value(step.calls().get(i), tally);
    }
    return row;
  }

  private static @Nullable Object value(VectorAggregation call, Extent tally) {
    if (!(call instanceof ExtremeLongs extreme)) {
      return tally.count();
    } else if (tally.count() == 0) {
      return null;
    }
    int column = ((ColumnLongs) extreme.term()).column();
    return extreme.term().form().value(extreme.isMax() ? tally.max(column) : tally.min(column));
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
