package io.ewig.calcite.vector.sort;

import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.calcite.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys behind the first one, which decide where that is the same.
 *
 * @param keys by their places in rows
 * @param columns of the source, by places in rows; those of the keys are columns
 * @param areTiesBehind whether a row with the same keys comes behind all that were offered before
 */
record LaterKeys(List<SortColumn> keys, int[] columns, boolean areTiesBehind) {

  /** Whether a row whose first key is that of the last row that is wanted comes behind it. */
  boolean areBeyond(Batch batch, int row, @Nullable Object[] worst) {
    for (SortColumn key : keys) {
      Object value = batch.value(columns[key.index()], row);
      int order = key.compareValues(value, worst[key.index()]);
      if (order != 0) {
        return order > 0;
      }
    }
    return areTiesBehind;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return keys.toString();
  }
}
