package io.ewig.jdbc.link;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows, one at a time; one thread.
 *
 * <p>What fails fails in {@link #next}. Columns are numbered from 0 here.
 */
public interface ResultRows extends AutoCloseable {

  List<ColumnInfo> columns();

  /** Goes to the next row; false after the last one. */
  boolean next() throws SQLException;

  /** The row at hand; the reader's to keep, not to change. */
  @Nullable Object[] row();

  /** A value of the row at hand. */
  default @Nullable Object value(int column) {
    return row()[column];
  }

  /** Whether a column's values are whole numbers that can be had without an object for each. */
  default boolean isNumber(int column) {
    return false;
  }

  /** Whether such a column is null in the row at hand. */
  default boolean isNull(int column) {
    return value(column) == null;
  }

  /** The number of such a column; any if it is null. */
  default long number(int column) {
    throw new IllegalStateException("column " + column + " has no numbers of its own");
  }

  /** Gives away the values of the row at hand. */
  default void give(ValueSink to) {
    for (Object value : row()) {
      to.value(value);
    }
  }

  /** More than once does no harm. */
  @Override
  void close();
}
