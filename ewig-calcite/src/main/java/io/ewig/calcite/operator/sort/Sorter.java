package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.spill.RowFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows: first all are added, then they are read once. Stable.
 *
 * <p>While memory has room the rows are there; when it is full they become a sorted run on disk.
 * The runs are merged while they are read; when there are too many, some are merged to one before.
 */
public final class Sorter implements AutoCloseable {

  /** Each run that is read has a buffer: so 2 MiB. */
  private static final int RUNS_MAX = 64;

  private final Execution execution;
  private final Comparator<@Nullable Object[]> order;
  private final Reservation memory;
  private final List<RowFile> runs = new ArrayList<>();
  private List<@Nullable Object[]> rows = new ArrayList<>();

  /**
   * @param order that ticks, see {@code RowOrder.ticking}
   */
  public Sorter(Execution execution, Comparator<@Nullable Object[]> order) {
    this.execution = execution;
    this.order = order;
    this.memory = new Reservation(execution.memory(), "sorting");
  }

  public void add(@Nullable Object[] row) {
    long size = RowSize.of(row) + 2 * RowSize.SLOT;
    if (!memory.tryTake(size)) {
      spill();
      memory.take(size);
    }
    rows.add(row);
  }

  /** Takes all rows to disk that are in memory now. */
  public void spill() {
    if (runs.size() == RUNS_MAX) {
      mergeRuns();
    }
    if (rows.isEmpty()) {
      return;
    }
    rows.sort(order);
    RowFile run = new RowFile(execution);
    runs.add(run);
    for (@Nullable Object[] row : rows) {
      execution.tick();
      run.add(row);
    }
    rows = new ArrayList<>();
    memory.close();
  }

  /** All runs become one, which is the first: its rows came before all others. */
  private void mergeRuns() {
    RowFile merged = new RowFile(execution);
    List<RowFile> inputs = List.copyOf(runs);
    runs.add(merged);
    try (Rows all = new MergedRows(readers(inputs), order, execution)) {
      for (@Nullable Object[] row = all.next(); row != null; row = all.next()) {
        merged.add(row);
      }
    }
    inputs.forEach(RowFile::close);
    runs.removeAll(inputs);
  }

  private static List<Rows> readers(List<RowFile> files) {
    List<Rows> readers = new ArrayList<>();
    for (RowFile file : files) {
      readers.add(file.rows());
    }
    return readers;
  }

  /** All rows in order; closing the sorter closes them. What is on disk leaves its memory free. */
  public Rows sorted() {
    if (!runs.isEmpty()) {
      spill();
    }
    rows.sort(order);
    if (runs.isEmpty()) {
      return new Remaining(rows, execution);
    }
    return new MergedRows(readers(runs), order, execution);
  }

  /** Whether all rows are in memory, and held by this. */
  public boolean isInMemory() {
    return runs.isEmpty();
  }

  /** Forgets all rows; others may be added. */
  @Override
  public void close() {
    rows = new ArrayList<>();
    runs.forEach(RowFile::close);
    runs.clear();
    memory.close();
  }

  private static final class Remaining implements Rows {

    private final List<@Nullable Object[]> rows;
    private final Execution execution;
    private int at;

    Remaining(List<@Nullable Object[]> rows, Execution execution) {
      this.rows = rows;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      return at < rows.size() ? rows.get(at++) : null;
    }

    @Override
    public void close() {
      at = rows.size();
    }
  }
}
