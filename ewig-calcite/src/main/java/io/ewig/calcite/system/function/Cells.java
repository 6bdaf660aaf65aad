package io.ewig.calcite.system.function;

import io.ewig.calcite.system.listing.Documents;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/** Cells of rows that may be of another version of a table than the one whose columns are shown. */
final class Cells {

  private Cells() {}

  /**
   * @param shown the column as it is shown
   * @param table whose row it is; columns are known by their ids
   */
  static @Nullable Object of(Column shown, @Nullable Table table, @Nullable Row row) {
    int position = table == null || row == null ? -1 : table.positionOfId(shown.id());
    if (position < 0 || table == null || row == null) {
      return null;
    }
    Column own = table.columns().get(position);
    Object value = row.get(position);
    if (value != null && !own.type().equals(shown.type())) {
      value =
          own.type().widensTo(shown.type())
              ? own.type().widen(value, shown.type())
              : shown.type().accept(value, shown.name());
    }
    return Documents.cell(value);
  }
}
