package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import org.jspecify.annotations.Nullable;

/** Something that finds rows by a key quickly: a table with an index. Any thread. */
public interface KeyedSource {

  /**
   * The rows with that key.
   *
   * @param key no null in it; values of the types that the source's key has
   */
  Rows lookup(@Nullable Object[] key, Execution execution);

  /** For EXPLAIN. */
  String describe();
}
