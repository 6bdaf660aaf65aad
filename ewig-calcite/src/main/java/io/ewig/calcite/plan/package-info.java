/**
 * From a syntax tree to a relational plan: Calcite's validator, converter and rules, told about
 * Ewig.
 *
 * <p>Start at {@link io.ewig.calcite.plan.Planner}. A statement sees only the relations that its
 * text names, found before by {@code io.ewig.calcite.moment}; Calcite's own catalogs, views and
 * code generation are not used, and no class is ever loaded by a name from outside. Metadata
 * handlers are proxies, so nothing is compiled at run time.
 */
@NullMarked
package io.ewig.calcite.plan;

import org.jspecify.annotations.NullMarked;
