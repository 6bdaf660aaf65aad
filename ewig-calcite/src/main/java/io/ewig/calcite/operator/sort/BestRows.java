package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first few of the rows that are offered; holds no more than those, and where memory has no
 * room for these either, all that come are sorted on disk. One thread.
 */
public final class BestRows implements AutoCloseable {

  /** Beyond this a heap is slower than sorting all, which may use the disk besides. */
  public static final int ROWS_MAX = 10_000;

  private final int count;
  private final RowOrder rowOrder;
  private final Execution execution;
  private final Reservation memory;
  private final Comparator<Numbered> order;
  private final PriorityQueue<Numbered> worstFirst;
  private @Nullable Sorter onDisk;

  /**
   * @param count how many are wanted
   */
  public BestRows(int count, RowOrder rowOrder, Execution execution) {
    this.count = count;
    this.rowOrder = rowOrder;
    this.execution = execution;
    this.memory = new Reservation(execution.memory(), "sorting");
    this.order =
        Comparator.comparing(Numbered::row, rowOrder.ticking(execution))
            .thenComparingLong(Numbered::number);
    this.worstFirst = new PriorityQueue<>(order.reversed());
  }

  private record Numbered(@Nullable Object[] row, long number) {

    /** The number goes to disk as the last value. */
    @Nullable Object[] all() {
      @Nullable Object[] all = Arrays.copyOf(row, row.length + 1);
      all[row.length] = number;
      return all;
    }

    static long numberOf(@Nullable Object[] all) {
      return (Long) Objects.requireNonNull(all[all.length - 1], "number of a row");
    }
  }

  /**
   * Takes a row, unless as many come before it.
   *
   * @param number where it stands among those that the order holds for equal
   */
  public void offer(@Nullable Object[] row, long number) {
    Numbered offered = new Numbered(row, number);
    if (onDisk != null) {
      onDisk.add(offered.all());
      return;
    }
    if (isFull()) {
      Numbered worst = worstFirst.element();
      if (order.compare(offered, worst) >= 0) {
        return;
      }
      worstFirst.remove();
      memory.giveBack(size(worst));
    }
    if (memory.tryTake(size(offered))) {
      worstFirst.add(offered);
    } else {
      onDisk = spilled();
      onDisk.add(offered.all());
    }
  }

  /** What is there goes to one who can use the disk. */
  private Sorter spilled() {
    Sorter sorter =
        new Sorter(execution, rowOrder.ticking(execution).thenComparingLong(Numbered::numberOf));
    while (!worstFirst.isEmpty()) {
      Numbered moved = worstFirst.remove();
      memory.giveBack(size(moved));
      sorter.add(moved.all());
    }
    return sorter;
  }

  private static long size(Numbered row) {
    return RowSize.of(row.row) + RowSize.ENTRY;
  }

  /** Whether as many are there as are wanted; on disk nobody knows which these are. */
  public boolean isFull() {
    return worstFirst.size() == count;
  }

  /** The last one of those that are there. */
  public @Nullable Object[] worst() {
    return worstFirst.element().row;
  }

  /** Gives them away, in order; closing this closes them. */
  public Rows inOrder() {
    if (onDisk != null) {
      return new FromDisk(onDisk.sorted(), count);
    }
    Deque<@Nullable Object[]> rows = new ArrayDeque<>(worstFirst.size());
    while (!worstFirst.isEmpty()) {
      rows.addFirst(worstFirst.remove().row);
    }
    return new InMemory(rows);
  }

  @Override
  public void close() {
    memory.close();
    worstFirst.clear();
    if (onDisk != null) {
      onDisk.close();
    }
  }

  private record InMemory(Deque<@Nullable Object[]> rows) implements Rows {

    @Override
    public @Nullable Object @Nullable [] next() {
      return rows.poll();
    }

    @Override
    public void close() {
      rows.clear();
    }
  }

  private static final class FromDisk implements Rows {

    private final Rows sorted;
    private int left;

    FromDisk(Rows sorted, int count) {
      this.sorted = sorted;
      this.left = count;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      @Nullable Object[] all = left == 0 ? null : sorted.next();
      if (all == null) {
        return null;
      }
      left--;
      return Arrays.copyOf(all, all.length - 1);
    }

    @Override
    public void close() {
      sorted.close();
    }
  }
}
