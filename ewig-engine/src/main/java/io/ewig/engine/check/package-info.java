/**
 * CHECK constraints: their text, and whether a row violates them.
 *
 * <p>{@link io.ewig.engine.check.CheckCompiler} is the SPI: text in, {@link
 * io.ewig.engine.check.RowPredicate} out. Ours is {@code language.CheckLanguage}, so that the
 * engine keeps its constraints with no SQL above it. {@link io.ewig.engine.check.TableChecks} holds
 * those of a table.
 *
 * <p>A check is violated by FALSE only: UNKNOWN passes. Predicates are pure: no clock, no locale;
 * any thread. Errors: {@code UserException}, with the position in the text.
 */
@NullMarked
package io.ewig.engine.check;

import org.jspecify.annotations.NullMarked;
