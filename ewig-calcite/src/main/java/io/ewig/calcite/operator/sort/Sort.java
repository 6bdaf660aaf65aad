package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.RowOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of its input in an order. */
public final class Sort implements Operator {

  private final Operator input;
  private final RowOrder order;

  public Sort(Operator input, RowOrder order) {
    this.input = input;
    this.order = order;
  }

  @Override
  public Rows open(Execution execution) {
    return new Sorting(input.open(execution), order, execution);
  }

  @Override
  public String describe() {
    return "sort: " + order;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private static final class Sorting implements Rows {

    private final Rows input;
    private final Execution execution;
    private final Sorter sorter;
    private @Nullable Rows sorted;

    Sorting(Rows input, RowOrder order, Execution execution) {
      this.input = input;
      this.execution = execution;
      this.sorter = new Sorter(execution, order.ticking(execution));
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      if (sorted == null) {
        for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
          execution.tick();
          sorter.add(row);
        }
        input.close();
        sorted = sorter.sorted();
      }
      return sorted.next();
    }

    @Override
    public void close() {
      input.close();
      if (sorted != null) {
        sorted.close();
      }
      sorter.close();
    }
  }
}
