package io.ewig.calcite.plan.subquery;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Rows without the conditions that know an outer row.
 *
 * @param rows the columns that they had, then those that the conditions need
 * @param width how many columns they had
 * @param conditions about the outer row and these
 * @param empty if there was one row whatever the conditions: what its columns are if no row meets
 *     them
 */
record Pulled(RelNode rows, int width, List<RexNode> conditions, @Nullable List<RexNode> empty) {

  static Pulled unchanged(RelNode rows) {
    return new Pulled(rows, rows.getRowType().getFieldCount(), List.of(), null);
  }
}
