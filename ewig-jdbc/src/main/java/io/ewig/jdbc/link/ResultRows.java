package io.ewig.jdbc.link;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows, one at a time; one thread. */
public interface ResultRows extends AutoCloseable {

  List<ColumnInfo> columns();

  /** The next row, or null after the last one. */
  @Nullable Object @Nullable [] next() throws SQLException;

  /** More than once does no harm. */
  @Override
  void close();
}
