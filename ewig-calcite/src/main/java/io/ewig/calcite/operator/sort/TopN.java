package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.row.RowOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an order; holds no more rows than those in memory. What is passed over by an
 * offset is among them: the {@code Limit} above cuts it off.
 */
public final class TopN implements Operator {

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
    int wanted = wanted(execution);
    return wanted < 0
        ? new Sort(input, order).open(execution)
        : new Selecting(input.open(execution), order, wanted, execution);
  }

  /** How many rows; -1 if they are too many for a heap. */
  public int wanted(Execution execution) {
    long skipped = offset == null ? 0 : offset.value(execution, 0);
    long taken = limit.value(execution, Long.MAX_VALUE);
    return skipped > BestRows.ROWS_MAX || taken > BestRows.ROWS_MAX - skipped
        ? -1
        : (int) (skipped + taken);
  }

  public RowOrder order() {
    return order;
  }

  @Override
  public String describe() {
    return "first rows by: " + order;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private static final class Selecting implements Rows {

    private final Rows input;
    private final int count;
    private final Execution execution;
    private final BestRows best;
    private @Nullable Rows selected;

    Selecting(Rows input, RowOrder order, int count, Execution execution) {
      this.input = input;
      this.count = count;
      this.execution = execution;
      this.best = new BestRows(count, order, execution);
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      if (selected == null) {
        selected = select();
      }
      return selected.next();
    }

    private Rows select() {
      long number = 0;
      if (count > 0) {
        for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
          execution.tick();
          best.offer(row, number++);
        }
      }
      input.close();
      return best.inOrder();
    }

    @Override
    public void close() {
      input.close();
      if (selected != null) {
        selected.close();
      }
      best.close();
    }
  }
}
