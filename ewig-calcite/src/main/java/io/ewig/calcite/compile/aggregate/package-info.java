/**
 * GROUP BY and OVER: nodes that compute something of many rows, and the calls in them.
 *
 * <p>{@link io.ewig.calcite.compile.aggregate.AggregateCalls} makes of a call what computes it, for
 * groups, windows and vectors alike. Any thread.
 */
@NullMarked
package io.ewig.calcite.compile.aggregate;

import org.jspecify.annotations.NullMarked;
