/**
 * The steps of a plan: each takes the rows of its inputs and gives rows of its own.
 *
 * <p>Here are the steps that look at one row at a time; those that need more than that have rooms
 * of their own: {@code sort}, {@code aggregate}, {@code join}, {@code recursion}, {@code window}.
 * They know nothing of Calcite; {@code io.ewig.calcite.compile} puts them together.
 *
 * <ul>
 *   <li>An operator is immutable; the state of a run is in the {@code Rows} that it opens.
 *   <li>Every row, and every turn of a loop, calls {@code Execution.tick()}.
 *   <li>What holds rows holds a {@code Reservation} for them, and gives it back when it is closed;
 *       when there is no room it goes on with files, or refuses with a typed error.
 * </ul>
 */
@NullMarked
package io.ewig.calcite.operator;

import org.jspecify.annotations.NullMarked;
