/**
 * Rows of a relation that pass conditions which were asked of whole columns.
 *
 * <p>{@link io.ewig.calcite.vector.scan.VectorScan} is the step. It is where vectors end: only of
 * rows that pass are values made, for the operators above it, which take rows one by one.
 */
@NullMarked
package io.ewig.calcite.vector.scan;

import org.jspecify.annotations.NullMarked;
