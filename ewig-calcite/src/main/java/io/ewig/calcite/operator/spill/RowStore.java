package io.ewig.calcite.operator.spill;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows to be read again, in the order they came: the first in memory, the rest on disk. */
public final class RowStore implements AutoCloseable {

  private final Execution execution;
  private final Reservation memory;
  private final List<@Nullable Object[]> first = new ArrayList<>();
  private @Nullable RowFile rest;

  public RowStore(Execution execution, String holder) {
    this.execution = execution;
    this.memory = new Reservation(execution.memory(), holder);
  }

  public void add(@Nullable Object[] row) {
    if (rest == null) {
      if (memory.tryTake(RowSize.of(row) + RowSize.SLOT)) {
        first.add(row);
        return;
      }
      rest = new RowFile(execution);
    }
    rest.add(row);
  }

  /** Takes all rows of another, and closes it. */
  public void addAll(Rows rows) {
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        execution.tick();
        add(row);
      }
    }
  }

  public long count() {
    return first.size() + (rest == null ? 0 : rest.count());
  }

  /** Reads from the start; nothing may be added any more. */
  public Rows rows() {
    return new Reading(first, rest == null ? null : rest.rows(), execution);
  }

  /** Forgets all rows; others may be added. */
  public void clear() {
    first.clear();
    memory.close();
    if (rest != null) {
      rest.close();
      rest = null;
    }
  }

  @Override
  public void close() {
    clear();
  }

  private static final class Reading implements Rows {

    private final List<@Nullable Object[]> first;
    private final @Nullable Rows rest;
    private final Execution execution;
    private int at;

    Reading(List<@Nullable Object[]> first, @Nullable Rows rest, Execution execution) {
      this.first = first;
      this.rest = rest;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      if (at < first.size()) {
        execution.tick();
        return first.get(at++);
      }
      return rest == null ? null : rest.next();
    }

    @Override
    public void close() {
      at = Integer.MAX_VALUE;
      if (rest != null) {
        rest.close();
      }
    }
  }
}
