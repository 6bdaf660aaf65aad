/**
 * Relations as columns, some thousands of rows at a time: the ground that vectorised steps stand
 * on.
 *
 * <p>A {@link io.ewig.calcite.vector.VectorSource} gives {@link io.ewig.calcite.vector.Batch}es; a
 * {@link io.ewig.calcite.vector.Selection} says which of a batch's rows are still looked at. What
 * is computed for them is in {@code term}, grouping in {@code aggregate}, joining in {@code join}.
 * Vectors are a faster way to the same answers: whatever they do not know is left to the operators
 * that go row by row.
 */
@NullMarked
package io.ewig.calcite.vector;

import org.jspecify.annotations.NullMarked;
