/**
 * Plans that give the same rows for less: subqueries become joins, conditions and columns go down
 * to the scans, joins are put in order.
 *
 * <p>Start at {@link io.ewig.calcite.plan.optimizer.Optimizer}: it says which rules there are and
 * in which order they go. Any thread; a plan is never changed, another one is made.
 */
@NullMarked
package io.ewig.calcite.plan.optimizer;

import org.jspecify.annotations.NullMarked;
