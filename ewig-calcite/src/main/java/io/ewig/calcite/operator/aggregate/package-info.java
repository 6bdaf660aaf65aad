/**
 * Groups of rows, and what aggregate functions make of them.
 *
 * <p>{@link io.ewig.calcite.operator.aggregate.Aggregation} is a call of a function; each group has
 * an {@link io.ewig.calcite.operator.aggregate.Accumulator} of it. FILTER, DISTINCT and ORDER BY in
 * a call are {@link io.ewig.calcite.operator.aggregate.Qualified} around it, so the functions know
 * nothing of them. Where next: {@code function} has the functions, {@code window} uses them too.
 */
@NullMarked
package io.ewig.calcite.operator.aggregate;

import org.jspecify.annotations.NullMarked;
