/**
 * Dates, times and lengths of time; exact to the nanosecond, years 1 to 9999.
 *
 * <p>{@link io.ewig.calcite.expression.time.TimeArithmetic} has the operators. An instant is looked
 * at in the zone of the session wherever its fields matter: its month, its midnight, a month later.
 */
@NullMarked
package io.ewig.calcite.expression.time;

import org.jspecify.annotations.NullMarked;
