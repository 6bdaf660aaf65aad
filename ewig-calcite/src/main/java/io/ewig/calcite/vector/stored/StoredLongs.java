package io.ewig.calcite.vector.stored;

import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.LongTerm.Form;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers or instants; where they are null, 0. */
public final class StoredLongs implements StoredColumn {

  private final int column;
  private final Form form;
  private long[] values = new long[StoredRows.FIRST];
  private boolean[] nulls = new boolean[StoredRows.FIRST];
  private int count = 1;

  StoredLongs(int column, Form form) {
    this.column = column;
    this.form = form;
    nulls[0] = true;
  }

  @Override
  public void add(Batch batch, Selection selection) {
    long[] from = batch.longs(column);
    boolean[] fromNulls = batch.nulls(column);
    int needed = count + selection.count();
    if (needed > values.length) {
      int length = Math.max(needed, 2 * values.length);
      values = Arrays.copyOf(values, length);
      nulls = Arrays.copyOf(nulls, length);
    }
    int[] rows = selection.rows();
    for (int i = 0; i < selection.count(); i++, count++) {
      boolean isNull = fromNulls.length > 0 && fromNulls[rows[i]];
      nulls[count] = isNull;
      values[count] = isNull ? 0 : from[rows[i]];
    }
  }

  /** Not to be changed; behind the last row they mean nothing. */
  public long[] values() {
    return values;
  }

  /** Alike. */
  public boolean[] nulls() {
    return nulls;
  }

  @Override
  public @Nullable Object value(int row) {
    return nulls[row] ? null : form.value(values[row]);
  }

  @Override
  public long bytes() {
    return 9L * values.length;
  }
}
