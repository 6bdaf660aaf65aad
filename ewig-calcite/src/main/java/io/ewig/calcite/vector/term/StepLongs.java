package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.column.Zone;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.Arrays;
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
    private long first = 1; // the known stretch: none yet
    private long last;
    private long known;
    private boolean isFilled; // all values are the known one

    Steps(Execution execution) {
      this.execution = execution;
    }

    @Override
    public LongVector of(Batch batch, Selection selection) {
      Zone zone = batch.zone(column);
      if (zone.min() >= first && zone.max() <= last) {
        return same();
      }
      isFilled = false;
      long[] instants = batch.longs(column);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        long instant = instants[rows[i]];
        if (instant < first || instant > last) {
          find(instant);
        }
        values[rows[i]] = known;
      }
      return LongVector.of(values);
    }

    /** The instants of a batch that lies within the known stretch are not even read. */
    private LongVector same() {
      if (!isFilled) {
        Arrays.fill(values, known);
        isFilled = true;
      }
      return LongVector.ofSame(values);
    }

    private void find(long instant) {
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
