package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an order; holds no more rows than those. What is passed over by an offset is
 * among them: the {@code Limit} above cuts it off.
 */
public final class TopN implements Operator {

  /** Beyond this a heap is slower than sorting all, which may use the disk besides. */
  private static final int HEAP_ROWS_MAX = 10_000;

  private final Operator input;
  private final RowOrder order;
  private final @Nullable RowCount offset;
  private final RowCount limit;

  public TopN(Operator input, RowOrder order, @Nullable RowCount offset, RowCount limit) {
    this.input = input;
    this.order = order;
    this.offset = offset;
    this.limit = limit;
  }

  @Override
  public Rows open(Execution execution) {
    long skipped = offset == null ? 0 : offset.value(execution, 0);
    long taken = limit.value(execution, Long.MAX_VALUE);
    if (skipped > HEAP_ROWS_MAX || taken > HEAP_ROWS_MAX - skipped) {
      return new Sort(input, order).open(execution);
    }
    return new Selecting(input.open(execution), order, (int) (skipped + taken), execution);
  }

  @Override
  public String describe() {
    return "first rows by: " + order;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private record Numbered(@Nullable Object[] row, long number) {}

  private static final class Selecting implements Rows {

    private final Rows input;
    private final int count;
    private final Execution execution;
    private final Reservation memory;
    private final Comparator<Numbered> order;
    private final PriorityQueue<Numbered> worstFirst;
    private @Nullable Deque<@Nullable Object[]> selected;

    Selecting(Rows input, RowOrder rowOrder, int count, Execution execution) {
      this.input = input;
      this.count = count;
      this.execution = execution;
      this.memory = new Reservation(execution.memory(), "sorting");
      this.order =
          Comparator.comparing(Numbered::row, rowOrder.ticking(execution))
              .thenComparingLong(Numbered::number);
      this.worstFirst = new PriorityQueue<>(order.reversed());
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      if (selected == null) {
        selected = select();
      }
      return selected.poll();
    }

    private Deque<@Nullable Object[]> select() {
      long number = 0;
      if (count > 0) {
        for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
          execution.tick();
          offer(new Numbered(row, number++));
        }
      }
      input.close();
      Deque<@Nullable Object[]> rows = new ArrayDeque<>(worstFirst.size());
      while (!worstFirst.isEmpty()) {
        rows.addFirst(worstFirst.remove().row);
      }
      return rows;
    }

    private void offer(Numbered row) {
      if (worstFirst.size() == count) {
        Numbered worst = worstFirst.element();
        if (order.compare(row, worst) >= 0) {
          return;
        }
        worstFirst.remove();
        memory.giveBack(size(worst));
      }
      memory.take(size(row));
      worstFirst.add(row);
    }

    private static long size(Numbered row) {
      return RowSize.of(row.row) + RowSize.ENTRY;
    }

    @Override
    public void close() {
      input.close();
      memory.close();
      worstFirst.clear();
      selected = new ArrayDeque<>();
    }
  }
}
