/**
 * The aggregate functions; {@link io.ewig.calcite.operator.aggregate.function.AggregateFunctions}
 * has them all: start here.
 *
 * <p>Numbers are exact as long as their types are: sums of integers and decimals never lose a digit
 * on the way, and what the type of the result cannot hold is refused with 22003. A null argument
 * makes most functions pass over the row.
 */
@NullMarked
package io.ewig.calcite.operator.aggregate.function;

import org.jspecify.annotations.NullMarked;
