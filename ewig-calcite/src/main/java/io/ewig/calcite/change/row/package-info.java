/**
 * What is done to rows, once it is known to which: each {@link
 * io.ewig.calcite.change.row.RowChange} asks its query for rows, computes what is to become of
 * them, and does it in the engine's transaction.
 *
 * <p>All rows are known before the first is changed, so a statement never sees its own changes.
 * Values are stored by assignment: what does not fit is refused, never cut. Immutable, any thread.
 */
@NullMarked
package io.ewig.calcite.change.row;

import org.jspecify.annotations.NullMarked;
