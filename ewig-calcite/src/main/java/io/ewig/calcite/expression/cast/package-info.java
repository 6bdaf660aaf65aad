/**
 * From one type to another: {@link io.ewig.calcite.expression.cast.Casts}, start here.
 *
 * <p>What a cast means depends on the type it goes to and on the class of the value, so there is
 * one class for each family of targets: numbers, texts, times, intervals. As in PostgreSQL: a
 * decimal is rounded half up, a double to the even neighbour; a text that is no number is 22018, a
 * number that does not fit 22003, a text that is no time 22007. A time is cut to its precision,
 * never moved on. {@link io.ewig.calcite.expression.cast.Assignment} is a cast that loses nothing.
 */
@NullMarked
package io.ewig.calcite.expression.cast;

import org.jspecify.annotations.NullMarked;
