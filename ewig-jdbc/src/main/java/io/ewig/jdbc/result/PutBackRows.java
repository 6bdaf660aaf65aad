package io.ewig.jdbc.result;

import io.ewig.jdbc.link.PassedOnRows;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.ValueSink;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of which some were read already, and come once more before the rest. */
final class PutBackRows extends PassedOnRows {

  private final Deque<@Nullable Object[]> before;
  private @Nullable Object @Nullable [] row;

  PutBackRows(List<@Nullable Object[]> before, ResultRows rest) {
    super(rest);
    this.before = new ArrayDeque<>(before);
  }

  @Override
  public boolean next() throws SQLException {
    row = before.poll();
    return row != null || rows.next();
  }

  @Override
  public @Nullable Object[] row() {
    @Nullable Object[] present = row;
    return present == null ? rows.row() : present;
  }

  @Override
  public @Nullable Object value(int column) {
    @Nullable Object[] present = row;
    return present == null ? rows.value(column) : present[column];
  }

  /** Those that were read are objects already. */
  @Override
  public boolean isNumber(int column) {
    return row == null && rows.isNumber(column);
  }

  @Override
  public boolean isNull(int column) {
    return row == null ? rows.isNull(column) : value(column) == null;
  }

  @Override
  public void give(ValueSink to) {
    if (row == null) {
      rows.give(to);
    } else {
      for (Object value : row) {
        to.value(value);
      }
    }
  }

  @Override
  public void close() {
    before.clear();
    rows.close();
  }
}
