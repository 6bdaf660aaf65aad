package io.ewig.calcite.vector.stored;

import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of any kind, each an object. */
final class StoredValues implements StoredColumn {

  private final int column;
  private @Nullable Object[] values = new @Nullable Object[StoredRows.FIRST];
  private int count = 1;
  private long bytes;

  StoredValues(int column) {
    this.column = column;
  }

  @Override
  public void add(Batch batch, Selection selection) {
    int needed = count + selection.count();
    if (needed > values.length) {
      values = Arrays.copyOf(values, Math.max(needed, 2 * values.length));
    }
    int[] rows = selection.rows();
    for (int i = 0; i < selection.count(); i++) {
      Object value = batch.value(column, rows[i]);
      values[count++] = value;
      bytes += RowSize.ofValue(value);
    }
  }

  @Override
  public @Nullable Object value(int row) {
    return values[row];
  }

  @Override
  public long bytes() {
    return bytes + (long) RowSize.SLOT * values.length;
  }
}
