/**
 * Arithmetic and the functions of numbers.
 *
 * <p>Integers and decimals are exact: what does not fit into the type of the result is refused with
 * 22003, also for doubles when finite numbers would give infinity; a division by zero is 22012.
 * Decimals are rounded half up to the scale of the result. {@link
 * io.ewig.calcite.expression.number.Arithmetic} has the operators, {@link
 * io.ewig.calcite.expression.number.Mathematics} the functions.
 */
@NullMarked
package io.ewig.calcite.expression.number;

import org.jspecify.annotations.NullMarked;
