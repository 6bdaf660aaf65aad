/**
 * What is true, false or unknown: {@link io.ewig.calcite.expression.logic.Comparisons}, {@link
 * io.ewig.calcite.expression.logic.Logic}, {@link io.ewig.calcite.expression.logic.Membership}; and
 * what depends on it, {@link io.ewig.calcite.expression.logic.Choices}.
 *
 * <p>AND and OR look at their operands from left to right and stop when they know; CASE computes
 * only the branch that is taken. So a condition can guard what comes after it.
 */
@NullMarked
package io.ewig.calcite.expression.logic;

import org.jspecify.annotations.NullMarked;
