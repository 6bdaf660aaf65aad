package io.ewig.calcite.vector.sort;

import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.calcite.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys behind the first one, which decide where that is the same.
 *
 * @param keys by their places in rows
 * @param outputs what rows are made of
 * @param areTiesBehind whether a row with the same keys comes behind all that were offered before
 */
record LaterKeys(List<SortColumn> keys, List<Output.Reading> outputs, boolean areTiesBehind) {

  /** Whether a row whose first key is that of the last row that is wanted comes behind it. */
  boolean areBeyond(Batch batch, int row, @Nullable Object[] worst) {
    for (SortColumn key : keys) {
      Object value = outputs.get(key.index()).of(batch, row);
      int order = key.compareValues(value, worst[key.index()]);
      if (order != 0) {
        return order > 0;
      }
    }
    return areTiesBehind;
  }
}
