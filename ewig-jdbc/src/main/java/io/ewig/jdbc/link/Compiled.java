package io.ewig.jdbc.link;

import java.util.List;

/** A statement that was understood; any number of executions. */
public interface Compiled extends AutoCloseable {

  String sql();

  /** What its rows look like; empty if it gives none. */
  List<ColumnInfo> columns();

  List<ValueType> parameters();

  /** Whether it gives rows, rather than a count. */
  boolean isQuery();

  @Override
  void close();
}
