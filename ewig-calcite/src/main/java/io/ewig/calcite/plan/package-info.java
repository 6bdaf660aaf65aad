/**
 * From a syntax tree to a relational plan: Calcite's validator, converter and rules, told about
 * Ewig.
 *
 * <p>Start at {@link io.ewig.calcite.plan.Planner}. A statement sees only the relations that its
 * text names, found before by {@code io.ewig.calcite.moment}; Calcite's own catalogs, views and
 * code generation are not used, and no class is ever loaded by a name from outside. Metadata
 * handlers are proxies, so nothing is compiled at run time.
 *
 * <p>The rooms, in the order in which a query goes through them: {@code syntax} says it in words
 * that Calcite knows, {@code validation} (over {@code joining}, which finds out whose column one
 * is) gives everything in it a type, {@code reference} are the relations that it reads, {@code
 * optimizer} (over {@code subquery}) makes its plan cheaper.
 */
@NullMarked
package io.ewig.calcite.plan;

import org.jspecify.annotations.NullMarked;
