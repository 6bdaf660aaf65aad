/**
 * Databases that hold the same entities with the same history, Ewig's and others', asked in SQL.
 *
 * <p>{@link io.ewig.bench.sql.store.Entities} is the data, drawn by a seed; {@link
 * io.ewig.bench.sql.store.Dialect} is what each database is told; {@link
 * io.ewig.bench.sql.store.Histories} makes each length of history once.
 */
@NullMarked
package io.ewig.bench.sql.store;

import org.jspecify.annotations.NullMarked;
