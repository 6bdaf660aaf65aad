/**
 * Random histories, asked through SQL and beside it of a plain list.
 *
 * <p>{@link io.ewig.sqltests.temporal.Recorded} is that list: every fact that was ever recorded,
 * with the branch, the step and the time that it is true for. It knows nothing of keys, trees or
 * logs, so what it and the database agree on is not the same mistake twice.
 *
 * <p>{@link io.ewig.sqltests.temporal.Copies} asks more than the list can answer: any query over
 * what is read of a history has to give what it gives over a copy of that, of which an optimizer
 * knows nothing.
 */
@NullMarked
package io.ewig.sqltests.temporal;

import org.jspecify.annotations.NullMarked;
