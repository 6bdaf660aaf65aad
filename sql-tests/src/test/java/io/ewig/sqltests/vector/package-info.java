/**
 * Random questions about events and rows, asked by vectors and row by row: the answers have to be
 * the same.
 *
 * <p>{@link io.ewig.sqltests.vector.VectorsTest} asks; {@link io.ewig.sqltests.vector.Happenings}
 * makes a log whose older part is in columnar files, with all that payloads can be; {@link
 * io.ewig.sqltests.vector.Reports} makes the questions. {@link
 * io.ewig.sqltests.vector.TableVectorsTest} does so with an {@link
 * io.ewig.sqltests.vector.Orchard}, a table of all types with a past.
 */
@NullMarked
package io.ewig.sqltests.vector;

import org.jspecify.annotations.NullMarked;
