/**
 * Values computed from rows.
 *
 * <p>Calcite's row expressions ({@code RexNode}) become trees of {@link
 * io.ewig.calcite.expression.Expression}, without generated classes: planning stays short, and
 * times keep their nanoseconds. Values are those of {@link io.ewig.calcite.execution}. What a row
 * expression needs and is not here is refused when it is compiled.
 */
@NullMarked
package io.ewig.calcite.expression;

import org.jspecify.annotations.NullMarked;
