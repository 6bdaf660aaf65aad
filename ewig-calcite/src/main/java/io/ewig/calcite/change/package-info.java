/**
 * Statements that change rows: INSERT, UPDATE, DELETE, MERGE, with what they answer.
 *
 * <p>Each becomes a query that says which rows and what of them, and a {@link
 * io.ewig.calcite.change.RowChange} that does it in the engine's transaction. All rows are known
 * before the first is changed, so a statement never sees its own changes. Values are stored by
 * assignment: what does not fit is refused, never cut.
 */
@NullMarked
package io.ewig.calcite.change;

import org.jspecify.annotations.NullMarked;
