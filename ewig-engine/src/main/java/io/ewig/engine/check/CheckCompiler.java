package io.ewig.engine.check;

import io.ewig.engine.schema.Table;

/** Makes a predicate of a check's text; whoever speaks more than our language brings its own. */
@FunctionalInterface
public interface CheckCompiler {

  /**
   * Names in the text are those of the table's columns, as they are.
   *
   * @throws io.ewig.engine.error.UserException naming the position, where the text is no condition
   *     on that table's rows
   */
  RowPredicate compile(Table table, String text);
}
