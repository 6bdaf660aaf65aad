/**
 * From the tree of a statement that changes rows to a {@link io.ewig.calcite.change.ChangePlan}:
 * the query that finds its rows, and the {@link io.ewig.calcite.change.row.RowChange} that is done
 * to them.
 *
 * <p>Start at {@link io.ewig.calcite.change.planning.ChangePlanner}. A planner is for one statement
 * and used once; what makes no sense is refused here, before anything runs.
 */
@NullMarked
package io.ewig.calcite.change.planning;

import org.jspecify.annotations.NullMarked;
