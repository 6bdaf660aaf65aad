/**
 * What a table is: {@link io.ewig.engine.schema.Table}, its columns, keys and constraints, and how
 * it changes.
 *
 * <p>Start with {@link io.ewig.engine.schema.TableBuilder}. A table is a fact that refuses illegal
 * states; an {@link io.ewig.engine.schema.Alteration} makes the next version of it. Columns and
 * keys are known by small numbers that are never used again, so rows and index entries outlive
 * renaming, and adding or dropping a column rewrites nothing. Names are kept as given: folding is
 * SQL's affair.
 *
 * <p>Immutable throughout but for the builder, any thread. Errors: {@code UserException}. Where
 * next: {@code check} evaluates CHECK constraints, {@code internal.row} gives tables and rows
 * bytes.
 */
@NullMarked
package io.ewig.engine.schema;

import org.jspecify.annotations.NullMarked;
