package io.ewig.calcite.system.listing;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a listing that pass; computes each column once, and only if it is asked for. */
final class ListingRows<T> implements Rows {

  private final ListingOperator<T> operator;
  private final List<Field<T>> fields;
  private final Items<T> items;
  private final Execution execution;
  private final @Nullable Object[] row; // of the item that is looked at, as far as it is computed
  private final long[] computedFor;
  private long count;

  ListingRows(ListingOperator<T> operator, Items<T> items, Execution execution) {
    this.operator = operator;
    this.fields = operator.listing().fields();
    this.items = items;
    this.execution = execution;
    this.row = new @Nullable Object[fields.size()];
    this.computedFor = new long[fields.size()];
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    T item = items.next();
    while (item != null) {
      execution.tick();
      count++;
      if (passes(item)) {
        return wanted(item);
      }
      item = items.next();
    }
    return null;
  }

  private boolean passes(T item) {
    for (ListingOperator.Filter filter : operator.filters()) {
      for (int column : filter.columns()) {
        compute(item, column);
      }
      if (!Boolean.TRUE.equals(filter.condition().value(row, execution))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object[] wanted(T item) {
    int[] wanted = operator.wanted();
    @Nullable Object[] values = new @Nullable Object[wanted.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = compute(item, wanted[i]);
    }
    return values;
  }

  private @Nullable Object compute(T item, int column) {
    if (computedFor[column] != count) {
      computedFor[column] = count;
      row[column] = fields.get(column).value().apply(item);
    }
    return row[column];
  }

  @Override
  public void close() {
    items.close();
  }
}
