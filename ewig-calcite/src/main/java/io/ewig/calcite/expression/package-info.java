/**
 * Values computed from rows.
 *
 * <p>Calcite's row expressions ({@code RexNode}) become trees of {@link
 * io.ewig.calcite.expression.Expression}, without generated classes: planning stays short, and
 * times keep their nanoseconds. Values are those of {@link io.ewig.calcite.execution}. What a row
 * expression needs and is not here is refused when it is compiled.
 *
 * <p>This package is the ground: the expression and its simplest forms, what a call becomes ({@link
 * io.ewig.calcite.expression.Functions}), how values are ordered ({@link
 * io.ewig.calcite.expression.Values}). Each theme has a package below that knows only this one;
 * {@code rex} puts them together: start at its {@code RexCompiler}.
 */
@NullMarked
package io.ewig.calcite.expression;

import org.jspecify.annotations.NullMarked;
