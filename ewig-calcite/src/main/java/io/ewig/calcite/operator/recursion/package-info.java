/**
 * WITH RECURSIVE: rows that come of rows.
 *
 * <p>{@link io.ewig.calcite.operator.recursion.RecursiveUnion} gives the rows of the seed, then
 * again and again those of the step, which reads the rows of the turn before through a {@link
 * io.ewig.calcite.operator.recursion.WorkTableScan}. The {@link
 * io.ewig.calcite.operator.recursion.WorkTable} that both know stands for them; the rows are kept
 * in the execution.
 */
@NullMarked
package io.ewig.calcite.operator.recursion;

import org.jspecify.annotations.NullMarked;
