/**
 * Rows of two inputs, put together.
 *
 * <p>{@link io.ewig.calcite.operator.join.HashJoin} for conditions with equal columns, {@link
 * io.ewig.calcite.operator.join.NestedLoopJoin} for all others, {@link
 * io.ewig.calcite.operator.join.CorrelatedJoin} where the right input is another one for each row
 * of the left. A joined row has the columns of the left input, then those of the right; semi and
 * anti joins give rows of the left.
 */
@NullMarked
package io.ewig.calcite.operator.join;

import org.jspecify.annotations.NullMarked;
