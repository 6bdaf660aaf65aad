/**
 * From Calcite's row expressions to ours: {@link io.ewig.calcite.expression.rex.RexCompiler}, start
 * here.
 *
 * <p>{@link io.ewig.calcite.expression.rex.EwigOperators} is the table of all operators that the
 * validator may find; each of its scalar ones has an entry in {@link
 * io.ewig.calcite.expression.rex.Catalogue}, so whatever validates also compiles. {@link
 * io.ewig.calcite.expression.rex.EwigConvertlets} keeps calls whole that Calcite would expand into
 * arithmetic on milliseconds. {@link io.ewig.calcite.expression.rex.EwigRexExecutor} folds
 * constants in plans.
 */
@NullMarked
package io.ewig.calcite.expression.rex;

import org.jspecify.annotations.NullMarked;
