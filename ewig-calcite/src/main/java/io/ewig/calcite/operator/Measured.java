package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An operator that notes how many rows it gives and how long that takes, its inputs included. */
public final class Measured implements Operator {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Operator measured;

  public Measured(Operator measured) {
    this.measured = measured;
  }

  /** What is known after an execution. */
  private static final class Counts {
    private long runs;
    private long rows;
    private long nanos;
  }

  private Counts counts(Execution execution) {
    if (execution.kept(this) instanceof Counts known) {
      return known;
    }
    Counts counts = new Counts();
    execution.keep(this, counts);
    return counts;
  }

  @Override
  public Rows open(Execution execution) {
    Counts counts = counts(execution);
    counts.runs++;
    long start = execution.nanos();
    Rows rows = measured.open(execution);
    counts.nanos += execution.nanos() - start;
    return new Rows() {
      @Override
      public @Nullable Object @Nullable [] next() {
        long before = execution.nanos();
        @Nullable Object[] row = rows.next();
        counts.nanos += execution.nanos() - before;
        counts.rows += row == null ? 0 : 1;
        return row;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** The line of EXPLAIN with what was counted. */
  public String describe(Execution execution) {
    Counts counts = counts(execution);
    String runs = counts.runs == 1 ? "" : counts.runs + " runs, ";
    String millis = String.format(Locale.ROOT, "%.3f", counts.nanos / NANOS_PER_MILLI);
    String how = execution.noted(measured);
    String note = how.isEmpty() ? "" : ": " + how;
    return describe() + " (" + runs + counts.rows + " rows, " + millis + " ms" + note + ")";
  }

  @Override
  public String describe() {
    return measured.describe();
  }

  @Override
  public List<Operator> inputs() {
    return measured.inputs();
  }
}
