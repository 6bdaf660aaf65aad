package io.ewig.calcite.vector.scan;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.term.Sieve;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that pass.
 *
 * @param columns what is wanted of them
 * @param byRow does the same row by row, where vectors do not pay
 */
public record VectorScan(
    VectorSource source, List<Sieve> sieves, List<Integer> columns, Operator byRow)
    implements Operator {

  @Override
  public Rows open(Execution execution) {
    boolean pays = execution.usesVectors() && source.pays(execution);
    return pays ? new Passing(execution) : byRow.open(execution);
  }

  @Override
  public String describe() {
    return byRow.describe() + ", by vectors where they pay";
  }

  @Override
  public List<Operator> inputs() {
    return byRow.inputs();
  }

  private final class Passing implements Rows {
    private final Execution execution;
    private final List<Sieve.Sifting> siftings;
    private final int[] wanted = columns.stream().mapToInt(Integer::intValue).toArray();
    private final Selection rows = new Selection();
    private final Batches batches;
    private @Nullable Batch batch;
    private int next;

    Passing(Execution execution) {
      this.execution = execution;
      this.siftings = sieves.stream().map(sieve -> sieve.start(execution)).toList();
      this.batches = source.open(execution);
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      while (batch == null || next == rows.count()) {
        batch = batches.next();
        if (batch == null) {
          return null;
        }
        execution.check();
        sift(batch);
        next = 0;
      }
      return row(batch, rows.rows()[next++]);
    }

    private void sift(Batch of) {
      of.select(rows);
      for (int i = 0; i < siftings.size() && !rows.isEmpty(); i++) {
        siftings.get(i).sift(of, rows);
      }
    }

    private @Nullable Object[] row(Batch of, int at) {
      @Nullable Object[] row = new @Nullable Object[wanted.length];
      for (int i = 0; i < wanted.length; i++) {
        row[i] = of.value(wanted[i], at);
      }
      return row;
    }

    @Override
    public void close() {
      batches.close();
    }
  }
}
