/**
 * Rows as operators handle them: how they are ordered, when keys are equal, how much memory they
 * take.
 *
 * <p>Values are compared by their classes, of which a column has one; decimals are equal by number.
 * {@link io.ewig.calcite.operator.row.Reservation} is how every operator takes memory.
 */
@NullMarked
package io.ewig.calcite.operator.row;

import org.jspecify.annotations.NullMarked;
