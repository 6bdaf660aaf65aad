/**
 * SQL's types as Calcite sees them, and how they meet the engine's and JDBC's.
 *
 * <p>{@link io.ewig.calcite.type.EwigTypeSystem} sets precisions and the types of results; {@link
 * io.ewig.calcite.type.TypeMapping} translates types; {@link io.ewig.calcite.type.PlainValues}
 * translates values between JDBC's plain Java and the canonical ones of {@link
 * io.ewig.calcite.execution}. Immutable, any thread.
 */
@NullMarked
package io.ewig.calcite.type;

import org.jspecify.annotations.NullMarked;
