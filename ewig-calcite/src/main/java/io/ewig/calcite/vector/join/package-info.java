/**
 * Joins by equal values, by vectors: rows of one side are kept, those of the other are looked up,
 * thousands at a time.
 *
 * <p>{@link io.ewig.calcite.vector.join.VectorJoin} is the door: it is a source of columns as a
 * table is, so groups and conditions above it know nothing of joins. What must be equal is a {@link
 * io.ewig.calcite.vector.join.JoinKey}; names are looked up once each. {@link
 * io.ewig.calcite.vector.join.JoinWalk} says in which rounds pairs come: no column of the side that
 * is looked up is ever copied. What memory has no room for is left to the join that goes row by
 * row, which goes on with files.
 */
@NullMarked
package io.ewig.calcite.vector.join;

import org.jspecify.annotations.NullMarked;
