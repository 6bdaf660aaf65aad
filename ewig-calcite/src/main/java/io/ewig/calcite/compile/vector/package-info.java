/**
 * Which parts of plans are run by vectors: joins by equal values, groups of, and conditions on,
 * what leaves read.
 *
 * <p>{@link io.ewig.calcite.compile.vector.VectorAggregates}, {@link
 * io.ewig.calcite.compile.vector.VectorJoins} and {@link
 * io.ewig.calcite.compile.vector.VectorScans} are the doors. A {@link
 * io.ewig.calcite.compile.vector.Pipeline} is the part of a plan that stands on one {@link
 * io.ewig.calcite.compile.vector.Ground}, a leaf or a join; {@link
 * io.ewig.calcite.compile.vector.Terms} makes terms of its expressions, in the fastest form that is
 * known to give the same values. What has no form is left to the operators that go row by row.
 */
@NullMarked
package io.ewig.calcite.compile.vector;

import org.jspecify.annotations.NullMarked;
