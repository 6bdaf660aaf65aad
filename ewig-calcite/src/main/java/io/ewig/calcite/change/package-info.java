/**
 * Statements that change rows (INSERT, UPDATE, DELETE, MERGE, TRUNCATE, ERASE), with what they
 * answer.
 *
 * <p>{@code planning} makes of one a query that says which rows and what of them, and a {@link
 * io.ewig.calcite.change.row.RowChange} that does it in the engine's transaction (those that add
 * rows are in {@code insert}); both together are its {@link io.ewig.calcite.change.ChangePlan},
 * which {@link io.ewig.calcite.change.ChangeStatement} runs as often as it is asked.
 */
@NullMarked
package io.ewig.calcite.change;

import org.jspecify.annotations.NullMarked;
