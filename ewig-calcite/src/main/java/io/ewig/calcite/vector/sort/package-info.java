/**
 * The first rows of an order, found by columns.
 *
 * <p>{@link io.ewig.calcite.vector.sort.VectorTopN} is the step. A {@link
 * io.ewig.calcite.vector.sort.Bound} looks at the first key of whole batches and drops what can't
 * be among the first any more, mostly nearly all; only of what is left are rows made. Rows that are
 * too many for a heap are sorted row by row, which goes on with files.
 */
@NullMarked
package io.ewig.calcite.vector.sort;

import org.jspecify.annotations.NullMarked;
