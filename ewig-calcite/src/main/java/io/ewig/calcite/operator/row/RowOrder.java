package io.ewig.calcite.operator.row;

import io.ewig.calcite.execution.Execution;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The order of rows by some of their columns. */
public final class RowOrder implements Comparator<@Nullable Object[]> {

  private final SortColumn[] columns;

  public RowOrder(List<SortColumn> columns) {
    this.columns = columns.toArray(new SortColumn[0]);
  }

  public static RowOrder of(SortColumn... columns) {
    return new RowOrder(List.of(columns));
  }

  public List<SortColumn> columns() {
    return List.of(columns);
  }

  @Override
  public int compare(@Nullable Object[] a, @Nullable Object[] b) {
    for (SortColumn column : columns) {
      int order = column.compare(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The same order; sorting by it stops when the execution has to. */
  public Comparator<@Nullable Object[]> ticking(Execution execution) {
    return (a, b) -> {
      execution.tick();
      return compare(a, b);
    };
  }

  @Override
  public String toString() {
    return List.of(columns).stream().map(SortColumn::toString).collect(Collectors.joining(", "));
  }
}
