package io.ewig.calcite.operator.window;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.sort.Sorter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The windows of one run, partition by partition. */
final class WindowRows implements Rows {

  private final Rows input;
  private final RowOrder same;
  private final Frames frames;
  private final List<WindowFunction> functions;
  private final Execution execution;
  private final Sorter sorter;
  private final Reservation memory;
  private @Nullable Rows sorted;
  private @Nullable Object @Nullable [] firstOfNext;
  private @Nullable Partition partition;
  private @Nullable Object[][] values = {};
  private int at;

  /**
   * @param same by which rows of one partition are equal
   * @param sort by partition, then by the order in it
   */
  WindowRows(
      Rows input,
      RowOrder same,
      RowOrder sort,
      Frames frames,
      List<WindowFunction> functions,
      Execution execution) {
    this.input = input;
    this.same = same;
    this.frames = frames;
    this.functions = functions;
    this.execution = execution;
    this.sorter = new Sorter(execution, sort.ticking(execution));
    this.memory = new Reservation(execution.memory(), "a window's partition");
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    execution.tick();
    Partition current = partition;
    if (current == null || at == current.size()) {
      current = nextPartition();
      if (current == null) {
        return null;
      }
    }
    @Nullable Object[] row = current.row(at);
    @Nullable Object[] result = Arrays.copyOf(row, row.length + values.length);
    for (int i = 0; i < values.length; i++) {
      result[row.length + i] = values[i][at];
    }
    at++;
    return result;
  }

  private @Nullable Partition nextPartition() {
    partition = null;
    if (!sorter.isInMemory()) {
      memory.close();
    }
    Rows rows = sorted == null ? sort() : sorted;
    @Nullable Object[] first = firstOfNext;
    if (first == null) {
      return null;
    }
    Partition next = new Partition(frames.order(), execution);
    @Nullable Object[] row = first;
    while (row != null && same.compare(first, row) == 0) {
      execution.tick();
      if (!sorter.isInMemory()) {
        memory.take(rowSize() + RowSize.of(row));
      }
      next.add(row);
      row = rows.next();
    }
    firstOfNext = row;
    next.findPeers();
    compute(next);
    at = 0;
    partition = next;
    return next;
  }

  /** What a row takes besides itself: its place, its peers, its values. */
  private long rowSize() {
    return 2L * Integer.BYTES + RowSize.SLOT * (1L + functions.size());
  }

  /** Takes the memory that all partitions need, too, while all of it is in memory. */
  private Rows sort() {
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      execution.tick();
      if (!memory.tryTake(rowSize())) {
        sorter.spill();
        memory.close();
        memory.take(rowSize());
      }
      sorter.add(row);
    }
    input.close();
    Rows rows = sorter.sorted();
    if (!sorter.isInMemory()) {
      memory.close();
    }
    sorted = rows;
    firstOfNext = rows.next();
    return rows;
  }

  private void compute(Partition next) {
    values = new @Nullable Object[functions.size()][];
    for (int i = 0; i < values.length; i++) {
      @Nullable Object[] ofFunction = new @Nullable Object[next.size()];
      functions.get(i).compute(next, frames, ofFunction);
      values[i] = ofFunction;
    }
  }

  @Override
  public void close() {
    partition = null;
    firstOfNext = null;
    input.close();
    if (sorted == null) {
      sorted = input;
    }
    sorted.close();
    sorter.close();
    memory.close();
  }
}
