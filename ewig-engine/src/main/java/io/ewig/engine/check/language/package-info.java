/**
 * Conditions on rows in a small part of SQL, with three-valued logic and exact decimals.
 *
 * <p>Start with {@link io.ewig.engine.check.language.CheckLanguage}, which has the grammar. From
 * text to truth: {@code Lexer} makes {@code Token}s, {@code Parser} puts {@code Expression}s
 * together, each with the {@code Sort} that it comes to, and those evaluate themselves.
 *
 * <p>Everything is bounded: length, words, depth, digits of numbers, steps of a LIKE. Pure and
 * immutable once compiled, any thread. Errors: {@code UserException}, with the position.
 */
@NullMarked
package io.ewig.engine.check.language;

import org.jspecify.annotations.NullMarked;
