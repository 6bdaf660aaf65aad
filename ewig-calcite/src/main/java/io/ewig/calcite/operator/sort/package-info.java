/**
 * Rows in an order: all of them, or the first few.
 *
 * <p>{@link io.ewig.calcite.operator.sort.Sorter} sorts for operators of other rooms too: in memory
 * while there is room, then by merging sorted runs from disk. Rows that are equal in the order stay
 * in the order they came.
 */
@NullMarked
package io.ewig.calcite.operator.sort;

import org.jspecify.annotations.NullMarked;
