package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;
import io.ewig.engine.column.Zone;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The start of the hour, day, ... that instants lie in. It does not go back where they go on, and
 * so it need not be computed for what lies between two instants that have the same.
 *
 * @param column of instants
 * @param start of one, in a row that has nothing else
 * @param unitNanos how long it stays the same, about
 */
public record StepLongs(int column, Expression start, long unitNanos) implements LongTerm {

  @Override
  public Form form() {
    return Form.INSTANT;
  }

  @Override
  public Longs start(Execution execution) {
    return new Steps(execution);
  }

  private final class Steps implements Longs {
    private final Execution execution;
    private final @Nullable Object[] row = new @Nullable Object[column + 1];
    private final long[] values = new long[Batch.ROWS_MAX];
    private final Stretches stretches = new Stretches();
    private long first = 1; // the known stretch: none yet
    private long last;
    private long known;

    Steps(Execution execution) {
      this.execution = execution;
    }

    @Override
    public LongVector of(Batch batch, Selection selection) {
      stretches.clear();
      if (stretch(batch, selection, stretches)) {
        fill(selection);
        return LongVector.of(values);
      }
      long[] instants = batch.longs(column);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        find(instants[rows[i]]);
        values[rows[i]] = known;
      }
      return LongVector.of(values);
    }

    private void fill(Selection selection) {
      int[] rows = selection.rows();
      for (int stretch = 0; stretch < stretches.count(); stretch++) {
        long start = stretches.number(stretch);
        int end = stretches.end(stretch);
        for (int i = stretches.start(stretch); i < end; i++) {
          values[rows[i]] = start;
        }
      }
    }

    /** The instants of a batch that lies within the known stretch are not even read. */
    @Override
    public boolean stretch(Batch batch, Selection selection, Stretches into) {
      Zone zone = batch.zone(column);
      if (zone.min() >= first && zone.max() <= last) {
        into.add(selection.count(), known);
        return true;
      }
      if (!batch.isRising(column)) {
        return false;
      }
      long[] instants = batch.longs(column);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); ) {
        find(instants[rows[i]]);
        i = endOfKnown(instants, rows, i, selection.count());
        into.add(i, known);
      }
      return true;
    }

    /** The first row behind one whose instant is not of the known stretch any more. */
    private int endOfKnown(long[] instants, int[] rows, int row, int count) {
      int within = row;
      int step = 1;
      while (within + step < count && instants[rows[within + step]] <= last) {
        within += step;
        step *= 2;
      }
      int beyond = Math.min(within + step, count);
      while (within + 1 < beyond) {
        int middle = (within + beyond) >>> 1;
        if (instants[rows[middle]] <= last) {
          within = middle;
        } else {
          beyond = middle;
        }
      }
      return beyond;
    }

    private void find(long instant) {
      if (instant >= first && instant <= last) {
        return;
      }
      known = startOf(instant);
      long begin = instant - Math.floorMod(instant, unitNanos);
      long end = begin + unitNanos - 1;
      first = begin <= instant && startOf(begin) == known ? begin : instant;
      last = end >= instant && startOf(end) == known ? end : instant;
    }

    private long startOf(long instant) {
      row[column] = SystemNanos.toInstant(instant);
      Object value = start.value(row, execution);
      return SystemNanos.of((Instant) Objects.requireNonNull(value, "of an instant"));
    }
  }
}
