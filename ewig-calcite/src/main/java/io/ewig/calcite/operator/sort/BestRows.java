package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The first few of the rows that are offered; holds no more than those. One thread. */
public final class BestRows implements AutoCloseable {

  /** Beyond this a heap is slower than sorting all, which may use the disk besides. */
  public static final int ROWS_MAX = 10_000;

  private final int count;
  private final Reservation memory;
  private final Comparator<Numbered> order;
  private final PriorityQueue<Numbered> worstFirst;

  /**
   * @param count how many are wanted
   */
  public BestRows(int count, RowOrder rowOrder, Execution execution) {
    this.count = count;
    this.memory = new Reservation(execution.memory(), "sorting");
    this.order =
        Comparator.comparing(Numbered::row, rowOrder.ticking(execution))
            .thenComparingLong(Numbered::number);
    this.worstFirst = new PriorityQueue<>(order.reversed());
  }

  private record Numbered(@Nullable Object[] row, long number) {}

  /**
   * Takes a row, unless as many come before it.
   *
   * @param number where it stands among those that the order holds for equal
   */
  public void offer(@Nullable Object[] row, long number) {
    Numbered offered = new Numbered(row, number);
    if (isFull()) {
      Numbered worst = worstFirst.element();
      if (order.compare(offered, worst) >= 0) {
        return;
      }
      worstFirst.remove();
      memory.giveBack(size(worst));
    }
    memory.take(size(offered));
    worstFirst.add(offered);
  }

  private static long size(Numbered row) {
    return RowSize.of(row.row) + RowSize.ENTRY;
  }

  /** Whether as many are there as are wanted. */
  public boolean isFull() {
    return worstFirst.size() == count;
  }

  /** The last one of those that are there. */
  public @Nullable Object[] worst() {
    return worstFirst.element().row;
  }

  /** Gives them away, in order. */
  public Deque<@Nullable Object[]> drain() {
    Deque<@Nullable Object[]> rows = new ArrayDeque<>(worstFirst.size());
    while (!worstFirst.isEmpty()) {
      rows.addFirst(worstFirst.remove().row);
    }
    return rows;
  }

  @Override
  public void close() {
    memory.close();
    worstFirst.clear();
  }
}
