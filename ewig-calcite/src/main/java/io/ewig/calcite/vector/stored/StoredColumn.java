package io.ewig.calcite.vector.stored;

import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.term.LongTerm.Form;
import org.jspecify.annotations.Nullable;

/** A column of rows that are kept; the value in row 0 is null. */
public sealed interface StoredColumn permits StoredLongs, StoredTexts, StoredValues {

  /**
   * Which column is kept.
   *
   * @param kind in which it comes
   * @param form what its numbers are as values; null if it is not kept as numbers
   */
  record Wanted(int column, VectorKind kind, @Nullable Form form) {

    StoredColumn start() {
      if (form != null) {
        return new StoredLongs(column, form);
      }
      return kind == VectorKind.TEXT ? new StoredTexts(column) : new StoredValues(column);
    }
  }

  /** Takes in the column's values of some rows. */
  void add(Batch batch, Selection rows);

  /** A row's value, as it is in rows. */
  @Nullable Object value(int row);

  /** About what it holds in memory. */
  long bytes();
}
