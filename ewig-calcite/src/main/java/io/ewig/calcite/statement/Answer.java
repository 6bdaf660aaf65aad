package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What running a statement comes to. */
public sealed interface Answer {

  /** Rows, of which the first is not computed before it is asked for. */
  record Result(List<ResultColumn> columns, Rows rows) implements Answer {}

  /**
   * @param written what was asked back of the rows that were written, or null
   */
  record Count(long count, @Nullable Result written) implements Answer {}
}
