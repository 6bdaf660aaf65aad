package io.ewig.engine.check;

import io.ewig.engine.value.Row;

/** A compiled condition on the rows of one version of a table; pure, for any thread. */
@FunctionalInterface
public interface RowPredicate {

  /**
   * @param row of canonical values, in the order of the table's columns
   * @throws io.ewig.engine.error.UserException where the condition can't be worked out, as when it
   *     divides by zero
   */
  Truth test(Row row);
}
