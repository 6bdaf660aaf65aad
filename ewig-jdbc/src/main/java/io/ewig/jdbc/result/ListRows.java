package io.ewig.jdbc.result;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.ValueType;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already. */
public final class ListRows implements ResultRows {

  private final List<ColumnInfo> columns;
  private final Iterator<@Nullable Object[]> rows;
  private @Nullable Object @Nullable [] row;

  public ListRows(List<ColumnInfo> columns, List<@Nullable Object[]> rows) {
    this.columns = columns;
    this.rows = rows.iterator();
  }

  /** A column that comes from no table. */
  public static ColumnInfo column(String label, ValueType type) {
    return new ColumnInfo(label, label, "", "", type, ColumnInfo.Nullability.UNKNOWN, false);
  }

  @Override
  public List<ColumnInfo> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    row = rows.hasNext() ? rows.next() : null;
    return row != null;
  }

  @Override
  public @Nullable Object[] row() {
    return Objects.requireNonNull(row, "stands on no row");
  }

  @Override
  public void close() {}
}
