/**
 * The numbers that identity columns and sequences get: {@link
 * io.ewig.engine.session.number.Numbers} gives each of them out once, on whatever branch.
 *
 * <p>Numbers are no state of a branch: they are not taken back with a transaction, and not read as
 * of a moment. Any thread.
 */
@NullMarked
package io.ewig.engine.session.number;

import org.jspecify.annotations.NullMarked;
