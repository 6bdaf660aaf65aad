/**
 * Subqueries in expressions, in the one shape that Calcite's rules turn into joins without error.
 *
 * <p>Start at {@link io.ewig.calcite.plan.subquery.FlatSubqueries}. Rules of Calcite's lose track
 * of a subquery in an operand of another one, of variables that are from further out, of rows that
 * are partly null, and of most of what can stand in ON; so none of that reaches them.
 */
@NullMarked
package io.ewig.calcite.plan.subquery;

import org.jspecify.annotations.NullMarked;
