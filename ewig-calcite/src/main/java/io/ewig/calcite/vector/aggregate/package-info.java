/**
 * Groups of rows, and what is counted, summed up and compared within them, by vectors.
 *
 * <p>{@link io.ewig.calcite.vector.aggregate.VectorAggregate} is the step: start there. {@link
 * io.ewig.calcite.vector.aggregate.Groups} numbers groups, a {@link
 * io.ewig.calcite.vector.aggregate.VectorAggregation} holds one entry for each number. What memory
 * has no room for is left to the grouping that goes row by row, which goes on with files.
 */
@NullMarked
package io.ewig.calcite.vector.aggregate;

import org.jspecify.annotations.NullMarked;
