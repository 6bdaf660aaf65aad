/**
 * What is computed for the rows of a batch: numbers, numbers of distinct values, and which rows
 * pass.
 *
 * <p>Each term is immutable and shared; {@code start} gives what one execution works with, which
 * keeps arrays and what it has found out. {@link io.ewig.calcite.vector.term.LongTerm} gives
 * numbers, {@link io.ewig.calcite.vector.term.KeyTerm} numbers the values of anything as they come,
 * {@link io.ewig.calcite.vector.term.Sieve} drops rows.
 */
@NullMarked
package io.ewig.calcite.vector.term;

import org.jspecify.annotations.NullMarked;
