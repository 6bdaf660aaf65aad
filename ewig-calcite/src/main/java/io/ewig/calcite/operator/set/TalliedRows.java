package io.ewig.calcite.operator.set;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.spill.Backlog;
import io.ewig.calcite.operator.spill.NumberedRow;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often each input has each row, then gives the rows as often as is right.
 *
 * <p>When memory has no room for another row, rows that are not there yet go to disk, with the
 * number of their input as last value; those that are there are counted to the end.
 */
final class TalliedRows implements Rows {

  private record Tally(@Nullable Object[] row, long[] counts) {}

  private final SetOperation.Kind kind;
  private final List<Operator> inputs;
  private final Keys keys;
  private final Execution execution;
  private final Reservation memory;
  private final Backlog backlog;
  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private @Nullable Iterator<Tally> ready;
  private @Nullable Tally current;
  private long left;
  private boolean isOver;

  TalliedRows(SetOperation.Kind kind, List<Operator> inputs, int width, Execution execution) {
    this.kind = kind;
    this.inputs = inputs;
    this.keys = Keys.ofAll(width);
    this.execution = execution;
    this.memory = new Reservation(execution.memory(), "counting rows");
    this.backlog = new Backlog(execution);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (!isOver) {
      execution.tick();
      if (left > 0 && current != null) {
        left--;
        return current.row;
      }
      if (ready == null) {
        countAll();
      } else if (ready.hasNext()) {
        current = ready.next();
        left = kind.times(current.counts);
      } else {
        countNextPart();
      }
    }
    return null;
  }

  private void countAll() {
    for (int i = 0; i < inputs.size(); i++) {
      try (Rows rows = inputs.get(i).open(execution)) {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
          execution.tick();
          count(row, i);
        }
      }
    }
    ready = tallies.values().iterator();
  }

  private void countNextPart() {
    tallies.clear();
    memory.close();
    Rows part = backlog.next();
    if (part == null) {
      isOver = true;
      return;
    }
    for (@Nullable Object[] row = part.next(); row != null; row = part.next()) {
      execution.tick();
      NumberedRow numbered = NumberedRow.of(row);
      count(numbered.row(), numbered.number());
    }
    ready = tallies.values().iterator();
  }

  private void count(@Nullable Object[] row, int input) {
    Key key = keys.of(row);
    Tally tally = tallies.get(key);
    if (tally == null) {
      if (!takeRoom(key, row)) {
        backlog.spilled().add(key, new NumberedRow(row, input).onDisk());
        return;
      }
      tally = new Tally(row, new long[inputs.size()]);
      tallies.put(key, tally);
    }
    tally.counts[input]++;
  }

  private boolean takeRoom(Key key, @Nullable Object[] row) {
    long size = key.size() + RowSize.of(row) + RowSize.ENTRY + (long) RowSize.SLOT * inputs.size();
    if (tallies.isEmpty()) {
      memory.take(size);
      return true;
    }
    return !backlog.isSpilling() && memory.tryTake(size);
  }

  @Override
  public void close() {
    isOver = true;
    backlog.close();
    tallies.clear();
    memory.close();
  }
}
