package io.ewig.calcite.operator.window;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.SortColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Each row of the input, and after it the values of some functions over one window. */
public final class Window implements Operator {

  private final Operator input;
  private final int[] partition;
  private final RowOrder order;
  private final RowOrder sort;
  private final Frame frame;
  private final List<WindowFunction> functions;

  /**
   * @param partition the columns that are equal in all rows of a partition
   * @param order of the rows in a partition
   */
  public Window(
      Operator input,
      int[] partition,
      RowOrder order,
      Frame frame,
      List<WindowFunction> functions) {
    this.input = input;
    this.partition = partition.clone();
    this.order = order;
    this.frame = frame;
    this.functions = List.copyOf(functions);
    List<SortColumn> columns = new ArrayList<>();
    for (int column : partition) {
      columns.add(SortColumn.ascending(column));
    }
    columns.addAll(order.columns());
    this.sort = new RowOrder(columns);
  }

  @Override
  public Rows open(Execution execution) {
    RowOrder same = new RowOrder(sort.columns().subList(0, partition.length));
    return new WindowRows(
        input.open(execution), same, sort, new Frames(frame, order), functions, execution);
  }

  @Override
  public String describe() {
    return "window: "
        + functions.size()
        + (partition.length == 0 ? "" : " partitioned by " + Arrays.toString(partition))
        + (order.columns().isEmpty() ? "" : " ordered by " + order)
        + " "
        + frame;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }
}
