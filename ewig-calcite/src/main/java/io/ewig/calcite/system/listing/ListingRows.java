package io.ewig.calcite.system.listing;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a listing that pass; computes each column once, and only if it is asked for.
 *
 * <p>Neighbours have much in common, such as the world and the time of a commit's events: a
 * condition on one column is not asked again about the very object that it was just asked about.
 */
final class ListingRows<T> implements Rows {

  private final ListingOperator<T> operator;
  private final ListingOperator.Filter[] filters;
  private final @Nullable Object[] asked; // what each filter was last asked about
  private final boolean[] answers;
  private final List<Field<T>> fields;
  private final Items<T> items;
  private final Execution execution;
  private final @Nullable Object[] row; // of the item that is looked at, as far as it is computed
  private final long[] computedFor;
  private long count;

  /**
   * @param filters those of the operator that items may not pass
   */
  ListingRows(
      ListingOperator<T> operator,
      List<ListingOperator.Filter> filters,
      Items<T> items,
      Execution execution) {
    this.operator = operator;
    this.filters = filters.toArray(ListingOperator.Filter[]::new);
    this.asked = new @Nullable Object[filters.size()];
    this.answers = new boolean[filters.size()];
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
    for (int i = 0; i < filters.length; i++) {
      for (int column : filters[i].columns()) {
        compute(item, column);
      }
      if (filters[i].isOfOneValue() ? !passes(i, row[filters[i].columns()[0]]) : !answer(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean passes(int filter, @Nullable Object value) {
    if (value == null || asked[filter] != value) { // the very same, not an equal one
      answers[filter] = answer(filter);
      asked[filter] = value;
    }
    return answers[filter];
  }

  private boolean answer(int filter) {
    return Boolean.TRUE.equals(filters[filter].condition().value(row, execution));
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
