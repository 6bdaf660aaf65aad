package io.ewig.calcite.operator.row;

import org.jspecify.annotations.Nullable;

/** One column of an order: which, which way, and where its nulls go. */
public record SortColumn(int index, boolean isDescending, boolean isNullsFirst) {

  public static SortColumn ascending(int index) {
    return new SortColumn(index, false, false);
  }

  public static SortColumn descending(int index) {
    return new SortColumn(index, true, true);
  }

  int compare(@Nullable Object[] a, @Nullable Object[] b) {
    return compareValues(a[index], b[index]);
  }

  /** Orders two values as this column's. */
  @SuppressWarnings("ReferenceEquality") // names mostly are the same object where they are equal
  public int compareValues(@Nullable Object x, @Nullable Object y) {
    if (x == y) {
      return 0;
    }
    if (x == null || y == null) {
      return isNullsFirst
          ? Boolean.compare(x != null, y != null)
          : Boolean.compare(x == null, y == null);
    }
    int order = ValueOrder.compare(x, y);
    return isDescending ? -order : order;
  }

  @Override
  public String toString() {
    return "$"
        + index
        + (isDescending ? " desc" : "")
        + (isNullsFirst == isDescending ? "" : isNullsFirst ? " nulls first" : " nulls last");
  }
}
