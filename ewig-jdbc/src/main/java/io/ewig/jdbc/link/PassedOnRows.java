package io.ewig.jdbc.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of somebody else, for who adds something to going on or to closing. */
public abstract class PassedOnRows implements ResultRows {

  protected final ResultRows rows;

  protected PassedOnRows(ResultRows rows) {
    this.rows = rows;
  }

  @Override
  public List<ColumnInfo> columns() {
    return rows.columns();
  }

  @Override
  public @Nullable Object[] row() {
    return rows.row();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.value(column);
  }

  @Override
  public boolean isNumber(int column) {
    return rows.isNumber(column);
  }

  @Override
  public boolean isNull(int column) {
    return rows.isNull(column);
  }

  @Override
  public long number(int column) {
    return rows.number(column);
  }

  @Override
  public void give(ValueSink to) {
    rows.give(to);
  }

  @Override
  public void close() {
    rows.close();
  }
}
