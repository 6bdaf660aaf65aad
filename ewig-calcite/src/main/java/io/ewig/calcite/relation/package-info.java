/**
 * What can stand in FROM: tables, system tables, calls of table functions.
 *
 * <p>A {@link io.ewig.calcite.relation.Relation} knows its columns and makes the operator that
 * reads it, with as much of the filter as it can use itself. Immutable, any thread. User tables
 * come from {@code io.ewig.calcite.scan}, the rest from {@code io.ewig.calcite.system}.
 */
@NullMarked
package io.ewig.calcite.relation;

import org.jspecify.annotations.NullMarked;
