package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.Sieve.Sifting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of one run; all batches are read before the first row is given. */
final class GroupedVectors implements Rows {

  private final VectorAggregate step;
  private final Execution execution;
  private final Reservation memory;
  private @Nullable Rows result;

  GroupedVectors(VectorAggregate step, Execution execution) {
    this.step = step;
    this.execution = execution;
    this.memory = new Reservation(execution.memory(), "grouping");
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (result == null) {
      result = result();
    }
    return result.next();
  }

  private Rows result() {
    Rows counted = Tallied.of(step, execution);
    if (counted != null) {
      return counted;
    }
    Groups groups = new Groups(step.keys(), execution);
    List<VectorAggregation.Totals> totals =
        step.calls().stream().map(call -> call.start(execution)).toList();
    if (!read(groups, totals)) {
      memory.close();
      return step.byRow().open(execution);
    }
    return new Found(groups, totals);
  }

  /** Whether memory had room. */
  private boolean read(Groups groups, List<VectorAggregation.Totals> totals) {
    List<Sifting> sieves = step.sieves().stream().map(sieve -> sieve.start(execution)).toList();
    Selection rows = new Selection();
    try (Batches batches = step.source().open(execution)) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        execution.check();
        batch.select(rows);
        for (int i = 0; i < sieves.size() && !rows.isEmpty(); i++) {
          sieves.get(i).sift(batch, rows);
        }
        if (rows.isEmpty()) {
          continue;
        }
        int[] of = groups.of(batch, rows);
        for (VectorAggregation.Totals each : totals) {
          each.add(batch, rows, of, groups.count());
        }
        if (!hasRoom(groups, totals)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean hasRoom(Groups groups, List<VectorAggregation.Totals> totals) {
    long bytes = groups.bytes();
    for (VectorAggregation.Totals each : totals) {
      bytes += each.bytes();
    }
    return bytes <= memory.bytes() || memory.tryTake(bytes - memory.bytes());
  }

  @Override
  public void close() {
    if (result != null) {
      result.close();
    }
    memory.close();
  }

  /** The groups that were found. */
  private final class Found implements Rows {
    private final Groups groups;
    private final List<VectorAggregation.Totals> totals;
    private int next;

    Found(Groups groups, List<VectorAggregation.Totals> totals) {
      this.groups = groups;
      this.totals = totals;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      if (next == groups.count()) {
        return null;
      }
      int keys = step.keys().size();
      @Nullable Object[] row = new @Nullable Object[keys + totals.size()];
      groups.keys(next, row);
      for (int i = 0; i < totals.size(); i++) {
        row[keys + i] = totals.get(i).value(next);
      }
      next++;
      return row;
    }

    @Override
    public void close() {
      next = groups.count();
    }
  }
}
