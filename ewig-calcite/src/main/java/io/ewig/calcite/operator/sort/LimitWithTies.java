package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.RowCount;
import io.ewig.calcite.operator.row.RowOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** So many sorted rows, and those behind them that the order has level with the last one. */
public final class LimitWithTies implements Operator {

  private final Operator sorted;
  private final RowOrder order;
  private final @Nullable RowCount offset;
  private final RowCount limit;

  /**
   * @param sorted gives its rows in that order
   */
  public LimitWithTies(Operator sorted, RowOrder order, @Nullable RowCount offset, RowCount limit) {
    this.sorted = sorted;
    this.order = order;
    this.offset = offset;
    this.limit = limit;
  }

  @Override
  public Rows open(Execution execution) {
    long skipped = offset == null ? 0 : offset.value(execution, 0);
    long taken = limit.value(execution, Long.MAX_VALUE);
    return new Taking(sorted.open(execution), skipped, taken, execution);
  }

  @Override
  public String describe() {
    return "limit with ties" + (offset == null ? "" : " offset");
  }

  @Override
  public List<Operator> inputs() {
    return List.of(sorted);
  }

  private final class Taking implements Rows {

    private final Rows input;
    private final Execution execution;
    private long toSkip;
    private long toTake;
    private @Nullable Object @Nullable [] last;

    Taking(Rows input, long toSkip, long toTake, Execution execution) {
      this.input = input;
      this.toSkip = toSkip;
      this.toTake = toTake;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      for (; toSkip > 0 && input.next() != null; toSkip--) {
        execution.tick();
      }
      if (toTake <= 0 && last == null) {
        return null;
      }
      @Nullable Object[] row = input.next();
      boolean isWanted = row != null && (toTake-- > 0 || isLevel(row));
      last = isWanted ? row : null;
      return last;
    }

    private boolean isLevel(@Nullable Object[] row) {
      return last != null && order.compare(last, row) == 0;
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
