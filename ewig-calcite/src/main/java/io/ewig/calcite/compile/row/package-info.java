/**
 * Nodes that pass rows on: choose, change, order, join and unite them; a class for each kind.
 *
 * <p>Each only chooses an operator and compiles the expressions in it; any thread. What is computed
 * of many rows together is made in {@code aggregate}.
 */
@NullMarked
package io.ewig.calcite.compile.row;

import org.jspecify.annotations.NullMarked;
