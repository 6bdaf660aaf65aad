package io.ewig.calcite.change;

import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/** Rows of the engine as rows of SQL. */
final class SqlValues {

  private SqlValues() {}

  static @Nullable Object of(@Nullable Object value) {
    return value instanceof JsonText document ? document.text() : value;
  }

  static @Nullable Object[] of(Row row) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = of(row.get(i));
    }
    return values;
  }
}
