/**
 * Calcite's logical plans become trees of operators.
 *
 * <p>{@link io.ewig.calcite.compile.PlanCompiler} is the door: start here. Each kind of node has a
 * class of its own that {@link io.ewig.calcite.compile.node.Compiles} it; scans and modifications
 * are registered from outside. Nothing is generated and no Janino is loaded; what no operator can
 * do is refused with HYC00 here, before anything runs.
 *
 * <p>{@code row} is for nodes that pass rows on, {@code aggregate} for those that compute something
 * of many, {@code vector} for what is quicker column by column.
 */
@NullMarked
package io.ewig.calcite.compile;

import org.jspecify.annotations.NullMarked;
