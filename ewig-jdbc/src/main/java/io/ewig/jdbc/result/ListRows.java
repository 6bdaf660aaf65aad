package io.ewig.jdbc.result;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.ValueType;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already. */
public final class ListRows implements ResultRows {

  private final List<ColumnInfo> columns;
  private final Iterator<@Nullable Object[]> rows;

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
  public @Nullable Object @Nullable [] next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {}
}
