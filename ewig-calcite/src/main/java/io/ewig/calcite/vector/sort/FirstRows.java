package io.ewig.calcite.vector.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.sort.BestRows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.ReadySource;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.scan.VectorScan;
import io.ewig.calcite.vector.term.Sieve;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows of one run; all batches that may have any are read before the first is given. */
final class FirstRows implements Rows {

  /** Parts are read last first: rows of one are numbered so far below those of the part before. */
  private static final long PART = 1L << 40;

  private final VectorTopN step;
  private final ReadySource ready;
  private final Execution execution;
  private final List<Sieve.Sifting> siftings;
  private final List<Output.Reading> outputs;
  private final Selection rows = new Selection();
  private final BestRows best;
  private final Bound bound;
  private final boolean isLastFirst;
  private final boolean mayPassOver;
  private @Nullable Rows found;
  private long lookedAt;

  FirstRows(VectorTopN step, ReadySource ready, int wanted, Execution execution) {
    this.step = step;
    this.ready = ready;
    this.execution = execution;
    this.siftings = step.sieves().stream().map(sieve -> sieve.start(execution)).toList();
    this.outputs = step.outputs().stream().map(output -> output.start(execution)).toList();
    this.best = new BestRows(wanted, step.byRow().order(), execution);
    this.mayPassOver =
        step.rising() >= 0
            && step.sieves().stream().allMatch(sieve -> sieve.range(execution) != null);
    this.isLastFirst = mayPassOver && step.first().isDescending();
    this.bound = step.bound(wanted, outputs, !isLastFirst, execution);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (found == null) {
      read();
      execution.note(step, VectorScan.note(lookedAt));
      found = best.inOrder();
    }
    execution.tick();
    return found.next();
  }

  private void read() {
    VectorSource source = ready.source();
    List<VectorSource> parts = isLastFirst ? source.lastFirst(execution) : List.of(source);
    long number = 0;
    for (VectorSource part : parts) {
      if (!isToGoOn(part, number)) {
        return;
      }
      number -= PART;
    }
  }

  /** Reads a part; false if no other can have rows that are wanted. */
  private boolean isToGoOn(VectorSource part, long firstNumber) {
    long number = firstNumber;
    boolean isToGoOn = true;
    try (Batches batches = part.open(execution)) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        execution.check();
        if (mayPassOver && bound.isBeyond(batch)) {
          isToGoOn = false;
          if (!isLastFirst) {
            return false; // the rest is worse
          }
        } else {
          isToGoOn &= !isBeyondAfter(batch, number);
        }
        number += batch.size();
      }
    }
    return isToGoOn;
  }

  /** Takes rows of a batch; says whether whatever is before its first row can be passed over. */
  private boolean isBeyondAfter(Batch batch, long number) {
    batch.select(rows);
    lookedAt += rows.count();
    if (rows.isEmpty()) {
      return false;
    }
    int first = rows.rows()[0];
    offer(batch, number);
    return isLastFirst && bound.isBeyond(batch, first);
  }

  private void offer(Batch batch, long number) {
    for (int i = 0; i < siftings.size() && !rows.isEmpty(); i++) {
      siftings.get(i).sift(batch, rows);
    }
    if (rows.isEmpty()) {
      return;
    }
    bound.sift(batch, rows, best);
    int[] left = rows.rows();
    for (int i = 0; i < rows.count(); i++) {
      execution.tick();
      best.offer(row(batch, left[i]), number + left[i]);
    }
  }

  private @Nullable Object[] row(Batch batch, int at) {
    @Nullable Object[] row = new @Nullable Object[outputs.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = outputs.get(i).of(batch, at);
    }
    return row;
  }

  @Override
  public void close() {
    if (found != null) {
      found.close();
    }
    best.close();
    ready.close();
  }
}
