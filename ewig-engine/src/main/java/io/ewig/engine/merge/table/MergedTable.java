package io.ewig.engine.merge.table;

import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A definition that came of a merge, and how rows of the three sides become rows of it.
 *
 * @param base by what definition rows of the base are read
 * @param restored the ids of columns that ours had dropped and that theirs brings back: all that
 *     they hold comes from theirs
 * @param concernsAllRows whether rows that theirs has not touched may differ all the same
 */
public record MergedTable(
    Table table,
    Reading base,
    Reading ours,
    Reading theirs,
    Set<Integer> restored,
    boolean concernsAllRows) {

  /** How a side's rows are read. */
  public record Reading(Table table, RowFitting fitting) {

    static Reading of(Table given, Table wanted, ColumnMatch match) {
      return new Reading(given, new RowFitting(given, wanted, match));
    }

    public @Nullable Row fit(@Nullable Row row) {
      return row == null ? null : fitting.fit(row);
    }
  }

  /** A definition that was not merged: the rows of each side fit it by the names of columns. */
  public static MergedTable of(Table table, Table base, Table ours, Table theirs) {
    return new MergedTable(
        table, reading(base, table), reading(ours, table), reading(theirs, table), Set.of(), false);
  }

  /** Whether the column at a position is one that theirs brings back. */
  public boolean isRestored(int position) {
    return !restored.isEmpty() && restored.contains(table.columns().get(position).id());
  }

  /** A row of theirs as it would be if no column came back. */
  public @Nullable Row withoutRestored(@Nullable Row row) {
    Row rest = row;
    for (int id : restored) {
      if (rest != null) {
        rest = rest.with(table.positionOfId(id), table.columnOfId(id).whenMissing());
      }
    }
    return rest == null || restored.isEmpty() ? rest : computed(rest);
  }

  /**
   * Whether rows of ours may hold what they do only since a column is computed that is computed no
   * longer.
   */
  public boolean isAnyFreed() {
    return ours.table.columns().stream()
        .filter(Column::isGenerated)
        .mapToInt(column -> table.positionOfId(column.id()))
        .anyMatch(position -> position >= 0 && !table.columns().get(position).isGenerated());
  }

  /** A row with the computed columns as the others have it, or null there. */
  public Row computed(Row row) {
    return ours.fitting.computed(row);
  }

  private static Reading reading(Table given, Table wanted) {
    return new Reading(given, RowFitting.between(given, wanted));
  }
}
