package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.term.Sieve.Sifting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of rows and what is asked of each; one thread. */
final class Grouping implements AutoCloseable {

  private final Execution execution;
  private final Reservation memory;
  private final List<Sifting> sieves;
  private final Groups groups;
  private final List<VectorAggregation.Totals> totals;
  private final boolean countsOnly;
  private final Selection rows = new Selection();
  private final Stretches stretches = new Stretches();
  private long lookedAt;

  Grouping(VectorAggregate step, Execution execution) {
    this.execution = execution;
    this.memory = new Reservation(execution.memory(), "grouping");
    this.sieves = step.sieves().stream().map(sieve -> sieve.start(execution)).toList();
    this.groups = new Groups(step.keys(), execution);
    this.totals = step.calls().stream().map(call -> call.start(execution)).toList();
    this.countsOnly = totals.stream().allMatch(each -> each instanceof CountRows.Counts);
  }

  /** Takes in rows; false if memory had no room for what comes of them. */
  boolean read(VectorSource source) {
    try (Batches batches = source.open(execution)) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        execution.check();
        batch.select(rows);
        lookedAt += rows.count();
        for (int i = 0; i < sieves.size() && !rows.isEmpty(); i++) {
          sieves.get(i).sift(batch, rows);
        }
        if (!rows.isEmpty() && !add(batch)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean add(Batch batch) {
    if (countsOnly && groups.stretch(batch, rows, stretches)) {
      for (VectorAggregation.Totals each : totals) {
        ((CountRows.Counts) each).add(stretches, groups.count());
      }
      return hasRoom();
    }
    int[] of = groups.of(batch, rows);
    for (VectorAggregation.Totals each : totals) {
      each.add(batch, rows, of, groups.count());
    }
    return hasRoom();
  }

  /** Takes in what came of rows behind these; false if memory has no room. */
  boolean take(Grouping later) {
    lookedAt += later.lookedAt;
    int[] own = groups.take(later.groups);
    for (int i = 0; i < totals.size(); i++) {
      totals.get(i).take(later.totals.get(i), own, groups.count());
    }
    return hasRoom();
  }

  /** How many rows of batches were wanted, before conditions on them; others were passed over. */
  long lookedAt() {
    return lookedAt;
  }

  private boolean hasRoom() {
    long bytes = groups.bytes();
    for (VectorAggregation.Totals each : totals) {
      bytes += each.bytes();
    }
    return bytes <= memory.bytes() || memory.tryTake(bytes - memory.bytes());
  }

  int count() {
    return groups.count();
  }

  /** A group's keys, and behind them what is asked of it. */
  @Nullable Object[] row(int group, int keys) {
    @Nullable Object[] row = new @Nullable Object[keys + totals.size()];
    groups.keys(group, row);
    for (int i = 0; i < totals.size(); i++) {
      row[keys + i] = totals.get(i).value(group);
    }
    return row;
  }

  @Override
  public void close() {
    memory.close();
  }
}
