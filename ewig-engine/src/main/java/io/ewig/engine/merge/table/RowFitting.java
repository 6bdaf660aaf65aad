package io.ewig.engine.merge.table;

import io.ewig.engine.check.language.GeneratedColumns;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of one definition of a table rows of another. */
public final class RowFitting {

  private final boolean isSame;
  private final int[] sources; // per column of the target: where it is in the row, or -1
  private final Type[] from;
  private final List<Column> columns;
  private final GeneratedColumns generated;

  /**
   * @param match from the ids of the one to those of the other
   */
  RowFitting(Table given, Table wanted, ColumnMatch match) {
    this.columns = wanted.columns();
    this.generated = GeneratedColumns.of(wanted);
    this.sources = new int[columns.size()];
    this.from = given.columns().stream().map(Column::type).toArray(Type[]::new);
    Arrays.fill(sources, -1);
    for (int i = 0; i < given.columns().size(); i++) {
      Integer id = match.of(given.columns().get(i).id());
      int position = id == null ? -1 : wanted.positionOfId(id);
      if (position >= 0) {
        sources[position] = i;
      }
    }
    this.isSame = isIdentity() && from.length == sources.length && hasSameTypes();
  }

  private boolean isIdentity() {
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] != i) {
        return false;
      }
    }
    return true;
  }

  private boolean hasSameTypes() {
    for (int i = 0; i < from.length; i++) {
      if (!from[i].equals(columns.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /** Whether rows are taken as they are. */
  public boolean isSame() {
    return isSame;
  }

  /** Where a column of the other definition is in a row, or -1. */
  public int source(int position) {
    return sources[position];
  }

  public static RowFitting between(Table given, Table wanted) {
    return new RowFitting(given, wanted, ColumnMatch.between(given, wanted));
  }

  /** For two definitions of one line, on which an id means one column whatever it is called. */
  public static RowFitting onOneLine(Table given, Table wanted) {
    return new RowFitting(given, wanted, ColumnMatch.byId(given, wanted));
  }

  /** The row with the computed columns of the target as the others have it, or null there. */
  public Row computed(Row row) {
    return generated.computedOrNull(row);
  }

  /** Columns that the row does not have hold what they hold in rows that were written before. */
  public Row fit(Row row) {
    if (isSame) {
      return row;
    }
    @Nullable Object[] values = new @Nullable Object[sources.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sources[i] < 0 ? columns.get(i).whenMissing() : widened(row, i);
    }
    return computed(Row.wrap(values));
  }

  private @Nullable Object widened(Row row, int position) {
    Object value = row.get(sources[position]);
    Type given = from[sources[position]];
    Type wanted = columns.get(position).type();
    return value == null || given.equals(wanted) || !given.widensTo(wanted)
        ? value
        : given.widen(value, wanted);
  }
}
