/**
 * Statements that were understood, and what running them comes to.
 *
 * <p>A {@link io.ewig.calcite.statement.Statement} belongs to no session and may be run by several
 * at once; what a run needs comes with {@link io.ewig.calcite.statement.Run}. Queries are here;
 * what changes rows is in {@code io.ewig.calcite.change}, what changes definitions in {@code
 * io.ewig.calcite.definition}.
 */
@NullMarked
package io.ewig.calcite.statement;

import org.jspecify.annotations.NullMarked;
