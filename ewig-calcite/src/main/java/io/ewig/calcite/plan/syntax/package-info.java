/**
 * Syntax trees, before anybody knows the types in them: {@link
 * io.ewig.calcite.plan.syntax.SyntaxTrees} makes those that no text has, {@link
 * io.ewig.calcite.plan.syntax.Synonyms} and {@link io.ewig.calcite.plan.syntax.ItemNames} say in
 * the standard's words what PostgreSQL has words of its own for, and {@link
 * io.ewig.calcite.plan.syntax.Labels} knows what columns are called that nobody named.
 *
 * <p>Asks for no relation and no type.
 */
@NullMarked
package io.ewig.calcite.plan.syntax;

import org.jspecify.annotations.NullMarked;
