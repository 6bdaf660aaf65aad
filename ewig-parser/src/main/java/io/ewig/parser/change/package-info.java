/**
 * Statements that change rows, as far as Calcite has no node for them.
 *
 * <p>INSERT, UPDATE and DELETE are Calcite's; a temporal one has a {@link
 * io.ewig.parser.time.Portion} for its target, {@code SET c = DEFAULT} a call of DEFAULT for a
 * value. {@link io.ewig.parser.change.Upsert} and {@link io.ewig.parser.change.Returning} are
 * wrapped around them.
 */
@NullMarked
package io.ewig.parser.change;

import org.jspecify.annotations.NullMarked;
