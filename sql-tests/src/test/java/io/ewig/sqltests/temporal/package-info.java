/**
 * Random histories, asked through SQL and beside it of a plain list.
 *
 * <p>{@link io.ewig.sqltests.temporal.Recorded} is that list: every fact that was ever recorded,
 * with the branch, the step and the time that it is true for. It knows nothing of keys, trees or
 * logs, so what it and the database agree on is not the same mistake twice.
 */
@NullMarked
package io.ewig.sqltests.temporal;

import org.jspecify.annotations.NullMarked;
