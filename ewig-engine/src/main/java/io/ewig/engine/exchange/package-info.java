/**
 * JSON: the file that says what a database is, and history as lines that other programs can read.
 *
 * <p>{@link io.ewig.engine.exchange.NdjsonFormat} describes the lines; {@link
 * io.ewig.engine.exchange.NdjsonExport} writes and {@link io.ewig.engine.exchange.NdjsonImport}
 * reads them. What is read here was written by anybody: every size is bounded before it is
 * believed, every unknown field refused, and every refusal names its line and field.
 *
 * <p>Jackson enters here, where lines are streamed, and in {@code json}. No state, so any thread.
 * Errors: {@code UserException} for what is wrong with an import, {@code CorruptionException} for a
 * damaged {@code ewig.json}, {@code ResourceException} where a stream fails.
 */
@NullMarked
package io.ewig.engine.exchange;

import org.jspecify.annotations.NullMarked;
