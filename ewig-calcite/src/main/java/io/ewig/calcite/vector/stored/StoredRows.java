package io.ewig.calcite.vector.stored;

import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batch.Coded;
import io.ewig.calcite.vector.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which some columns are kept; they are counted from 1, and row 0 is the one of nulls.
 *
 * <p>A column's values are coded by the numbers of the rows: {@link #coded}.
 */
public final class StoredRows {

  /** More than that are made room for when they come. */
  static final int FIRST = 64;

  private final @Nullable StoredColumn[] columns;
  private final @Nullable Coded[] coded;
  private int count;

  public StoredRows(List<StoredColumn.Wanted> wanted) {
    int width = 1 + wanted.stream().mapToInt(StoredColumn.Wanted::column).max().orElse(-1);
    this.columns = new @Nullable StoredColumn[width];
    this.coded = new @Nullable Coded[width];
    for (StoredColumn.Wanted one : wanted) {
      StoredColumn column = one.start();
      columns[one.column()] = column;
      coded[one.column()] = new ByRow(column);
    }
  }

  /** Keeps more rows. */
  public void add(Batch batch, Selection rows) {
    for (StoredColumn column : columns) {
      if (column != null) {
        column.add(batch, rows);
      }
    }
    count += rows.count();
  }

  /** How many there are, without the one of nulls. */
  public int count() {
    return count;
  }

  /** A column that is kept. */
  public StoredColumn column(int column) {
    StoredColumn found = columns[column];
    if (found == null) {
      throw new IllegalStateException("column " + column + " is not kept");
    }
    return found;
  }

  /** What the numbers of rows stand for in a column that is kept; the same object each time. */
  public Coded coded(int column) {
    Coded found = coded[column];
    if (found == null) {
      throw new IllegalStateException("column " + column + " is not kept");
    }
    return found;
  }

  /** About what they hold in memory. */
  public long bytes() {
    long bytes = 0;
    for (StoredColumn column : columns) {
      bytes += column == null ? 0 : column.bytes();
    }
    return bytes;
  }

  /** A value for each row, whether or not it is another one. */
  private final class ByRow implements Coded {
    private final StoredColumn column;

    ByRow(StoredColumn column) {
      this.column = column;
    }

    @Override
    public int size() {
      return count + 1;
    }

    @Override
    public @Nullable Object value(int code) {
      return column.value(code);
    }
  }
}
