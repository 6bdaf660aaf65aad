/**
 * Ewig's engine: an append-only, hash-chained history of events. Start here: {@link
 * io.ewig.engine.Ewig}.
 *
 * <p>The packages below are layers, and imports point down: {@code error}, {@code time}, {@code
 * hash}, {@code event} (what is recorded), {@code log} and {@code store} (where it is kept, as
 * contracts), {@code crypt} (keys), {@code format} (every byte on disk), {@code internal.*} (how),
 * {@code exchange} (JSON). Nobody outside of the engine enters {@code internal}.
 */
@NullMarked
package io.ewig.engine;

import org.jspecify.annotations.NullMarked;
