/**
 * Which relations a statement reads, and when: every name in FROM is found here, before Calcite
 * sees the statement.
 *
 * <p>{@link io.ewig.calcite.moment.FromRewriter} walks a syntax tree; names of tables become
 * references to relations at one of the statement's moments, views become queries, and what FOR
 * SYSTEM_TIME, FOR VALID_TIME and FOR BRANCH say is gone afterwards. A moment said of a view or of
 * a common table expression holds for all tables in it that say nothing else.
 */
@NullMarked
package io.ewig.calcite.moment;

import org.jspecify.annotations.NullMarked;
