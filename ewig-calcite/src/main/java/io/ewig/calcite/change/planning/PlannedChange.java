package io.ewig.calcite.change.planning;

import io.ewig.calcite.change.row.RowChange;
import io.ewig.calcite.change.row.Target;
import org.apache.calcite.sql.SqlNode;

/**
 * What is changed, and how.
 *
 * @param seen what RETURNING sees, as it stands in a FROM clause; a tree of its own
 * @param seenColumns how many columns that has, if it is more than the table
 */
record PlannedChange(Target target, RowChange change, SqlNode seen, int seenColumns) {

  PlannedChange(Target target, RowChange change) {
    this(target, change, target.from(), 0);
  }
}
