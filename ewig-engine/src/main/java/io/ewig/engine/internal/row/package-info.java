/**
 * The bytes of rows, keys and table definitions.
 *
 * <p>Three formats, each with a writer, a reader and a {@code Format} that draws it: {@link
 * io.ewig.engine.internal.row.RowFormat} is compact and outlives schema changes, {@link
 * io.ewig.engine.internal.row.KeyFormat} sorts as unsigned bytes the way its values do, {@link
 * io.ewig.engine.internal.row.TableFormat} is what a table's definition looks like in an event.
 * {@link io.ewig.engine.internal.row.ValueFormat} is what single values look like in rows and
 * definitions.
 *
 * <p>Writers take canonical values only: those that {@code Type.accept} gave out. Readers trust
 * nothing and answer canonical values, or {@code CorruptionException}. Writers and readers are for
 * one thread at a time, and meant to be kept.
 */
@NullMarked
package io.ewig.engine.internal.row;

import org.jspecify.annotations.NullMarked;
