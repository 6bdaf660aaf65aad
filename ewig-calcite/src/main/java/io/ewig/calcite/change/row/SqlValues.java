package io.ewig.calcite.change.row;

import io.ewig.calcite.type.Documents;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Names;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the engine as rows of SQL: what expressions about a table see. A hidden key, wherever it
 * is in the table, comes after all else.
 */
public final class SqlValues {

  private SqlValues() {}

  public static @Nullable Object[] of(Table table, Row row) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[place(table, i)] = Documents.toSql(row.get(i));
    }
    return values;
  }

  /** How many columns of the table a query sees. */
  public static int width(Table table) {
    return table.columns().size() - (table.hasHiddenKey() ? 1 : 0);
  }

  /** Where a row of SQL has the column that a table has at a position. */
  public static int place(Table table, int position) {
    Column column = table.columns().get(position);
    if (column.isHidden()) {
      return width(table);
    }
    boolean isBehind = table.hasHiddenKey() && position > table.positionOf(Names.HIDDEN_KEY);
    return isBehind ? position - 1 : position;
  }
}
