/**
 * SQL over the engine: start here, at {@link io.ewig.calcite.SqlDatabase}.
 *
 * <p>A text is parsed (module ewig-parser); names in FROM are found and given their moments ({@code
 * moment}); Calcite validates and makes a logical plan, which rules improve ({@code plan}); the
 * plan becomes operators ({@code compile}, {@code operator}, {@code scan}, {@code expression}) that
 * are run for each execution ({@code execution}). What changes rows is in {@code change}, what
 * changes definitions in {@code definition}, all other statements in {@code command}.
 *
 * <p>No class is generated, and none is loaded by a name that comes from outside.
 */
@NullMarked
package io.ewig.calcite;

import org.jspecify.annotations.NullMarked;
